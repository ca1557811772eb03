import { comparedRaces, comparison, concept } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import {
  commitOrderScene,
  lateCommitScene,
  notifyScene,
  relayDiesScene,
  twoRelaysScene,
} from './scenes/relay-scenes.ts'
import {
  outboxScene,
  publishInTransactionScene,
  publishThenWriteScene,
  writeThenPublishScene,
} from './scenes/tell-scenes.ts'
import { promise, ways } from './scenes/ways.ts'
import { tellsOfEachOrder } from './src/index.ts'

export const demo = concept<World>(manifest, {
  open: openWorld,
  ahead: true,
  headline: ['write-then-publish', 'outbox', 'ways-compared'],
  scenes: [
    writeThenPublishScene,
    outboxScene,
    publishThenWriteScene,
    publishInTransactionScene,
    lateCommitScene,
    twoRelaysScene,
    relayDiesScene,
    notifyScene,
    commitOrderScene,
    comparison<World>({
      promise,
      best: 'outbox',
      answer:
        'Say: "PostgreSQL and Kafka have no common transaction, so whichever comes first, a crash in between leaves one without the other. I write the event as a row of the order\'s own transaction, and a relay publishes it afterwards. The relay looks for rows that are not marked, never for ids above the last one: a row can commit after a later one. One relay runs at a time, so that events keep their order. It sends at least once, so the consumer has an inbox."',
      ways: ({ opened }) =>
        comparedRaces(
          ways.map(({ place, ...way }) => ({ ...way, race: tellsOfEachOrder(opened, place) })),
        ),
    }),
  ],
})
