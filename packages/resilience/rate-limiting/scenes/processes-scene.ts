import type { Scene } from '@lab/stage'
import type { World } from './open-world.ts'
import { atomicWays, openProcesses } from '../src/index.ts'
import type { AtomicWay } from '../src/index.ts'

const limit = 20
const requests = 30

export const processesScene: Scene<World> = {
  id: 'four-processes',
  title: 'Four processes hammer one key',
  async play(stage, { space }) {
    await stage.say(
      `Four Node processes send ${requests} requests each, all at once, for one user who is allowed ${limit}.`,
    )
    await using processes = await openProcesses(4, space.url)
    for (const way of [
      'local-token-bucket',
      ...(Object.keys(atomicWays) as AtomicWay[]),
    ] as const) {
      // So long a window that nothing flows back, and no edge comes by.
      const allowed = await processes.hammer({
        way,
        limit,
        windowMs: 9_000_000_000,
        key: 'hammered',
        cost: 1,
        requests,
      })
      const all = allowed.reduce((sum, one) => sum + one, 0)
      await stage.verdict({
        way,
        claim: way === 'local-token-bucket' ? 'breaks' : 'holds',
        observed: all > limit ? 'breaks' : 'holds',
        text:
          way === 'local-token-bucket'
            ? 'A limiter in memory counts what its own process sees: four processes, four limits.'
            : 'Redis runs one script at a time.',
        numbers: { limit, asked: 4 * requests, allowed: all },
      })
    }
  },
}
