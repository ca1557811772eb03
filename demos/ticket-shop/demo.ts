import { concept } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { oneOrderScene, takenOverScene } from './scenes/one-order-scene.ts'
import { soldOutScene } from './scenes/sold-out-scene.ts'
import type { World } from './scenes/sold-out-scene.ts'
import { openServers } from './trial/open-servers.ts'
import { options } from './trial/read-options.ts'

export const demo = concept<World, typeof options>(manifest, {
  options,
  async open(given) {
    const servers = await openServers()
    const { postgres, redis, kafka } = servers
    return { postgres, redis, kafka, trial: { ...given, servers, ...nothingToDispose } }
  },
  headline: ['sold-out'],
  scenes: [soldOutScene, oneOrderScene, takenOverScene],
})

/** The servers are disposed by themselves. */
const nothingToDispose = { async [Symbol.asyncDispose]() {} }
