import { concept } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  captureScene,
  commitOrderScene,
  sendsScene,
  waysCompared,
} from './scenes/capture-scenes.ts'
import { consumerDiesScene, firstCopyScene, unchangedScene } from './scenes/consumer-scenes.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import { deadConsumerScene, limitScene, otherCostsScene } from './scenes/slot-scenes.ts'

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['by-updated-at', 'logical-slot', 'ways-compared'],
  scenes: [
    captureScene('by-updated-at', {
      title: 'Ask for rows with a newer updated_at',
      say: "A warehouse must know every change of the shop's orders. It asks for the rows whose updated_at is later than the latest one that it has seen. Three stories: a transaction commits late, an order is updated twice, an order is deleted. The warehouse looks once at any time, and once more when all is committed.",
      play: { title: 'Alice updates first and commits last' },
      text: 'Order 2 was seen, so the warehouse asks for later times; order 1 appears after that, with an earlier one. Of two updates it sees the second when it did not look in between, and a deleted row is never seen.',
    }),
    captureScene('logical-slot', {
      title: 'Read the log through a logical slot',
      say: 'The same three stories. PostgreSQL decodes its own log: the slot sends each transaction after its commit, with every change.',
      play: {
        title: 'Alice updates first and commits last',
        schedule: 'alice×2 bob warehouse alice',
      },
      text: 'Nothing is asked of the table, so nothing can be overwritten or gone before the warehouse looks.',
    }),
    commitOrderScene,
    sendsScene,
    unchangedScene,
    consumerDiesScene,
    firstCopyScene,
    deadConsumerScene,
    limitScene,
    otherCostsScene,
    waysCompared,
  ],
})
