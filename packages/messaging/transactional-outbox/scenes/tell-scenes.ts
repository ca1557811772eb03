import { raceScene } from '@lab/stage'
import type { RaceScene, Scene } from '@lab/stage'
import { tellsOfEachOrder } from '../src/index.ts'
import type { World } from './open-world.ts'
import { promise, wayOf } from './ways.ts'

/** One scene for each way; the process that places an order dies at each step in turn. */
function tellScene(
  way: string,
  scene: Omit<RaceScene<World>, 'way' | 'promise' | 'claim'>,
): Scene<World> {
  const { place, claim } = wayOf(way)
  const race = ({ opened }: World) => tellsOfEachOrder(opened, place)
  return raceScene(race, { way, promise, claim, ...scene })
}

export const writeThenPublishScene = tellScene('write-then-publish', {
  title: 'Commit the order, then send the event',
  say: 'The shop stores an order in PostgreSQL and sends an event to Kafka, for billing and for shipping. The process may die before any of its steps.',
  play: { title: 'It dies between the commit and the send' },
  text: 'The customer has an order, and neither billing nor shipping hears of it. No retry helps: the process that would try again is gone.',
})

export const outboxScene = tellScene('outbox', {
  title: 'The event is a row of the same transaction',
  say: 'The order and a row in the table outbox commit together. A relay reads the table, sends the event and marks the row. It is started again when it has died.',
  play: {
    title: 'It dies right after the commit, and the relay finds the row',
    schedule: 'shop×4 crash(shop)',
  },
  text: 'One transaction writes both or none. What is sent later is in the database until it was sent.',
})

export const publishThenWriteScene = tellScene('publish-then-write', {
  title: 'Send the event, then commit the order',
  say: 'The other way round.',
  play: { title: 'It dies between the send and the commit' },
  text: 'An event cannot be called back. Billing charges an order that the shop does not have.',
})

export const publishInTransactionScene = tellScene('publish-in-transaction', {
  title: 'Send the event before the commit',
  say: 'The send stands inside of the transaction: if it fails, the order is rolled back.',
  play: { title: 'It dies before the commit, and the event is out' },
  text: 'Kafka takes no part in the transaction of PostgreSQL. A rollback does not reach it, and the commit may still fail.',
})
