import type { Scene } from '@lab/stage'
import {
  appendsEachMessageOnce,
  fencedProducer,
  goesOnAfterItsSuccessor,
  idempotentProducer,
  plainProducer,
  unfencedProducer,
  writesEachReceiptOnce,
} from '../src/index.ts'
import type { World } from './open-world.ts'
import { promise } from './promise.ts'

export const producerRetryScene: Scene<World> = {
  id: 'producer-retry',
  title: 'The producer writes the record twice',
  async play(stage, { bus }) {
    await stage.say(
      'The network breaks while the broker acknowledges a record. The producer cannot tell whether the record was written, and sends it again.',
    )
    for (const [way, openProducer] of [
      ['plain-producer', plainProducer],
      ['idempotent-producer', idempotentProducer],
    ] as const) {
      const { requests, records } = await appendsEachMessageOnce(bus, openProducer)
      await stage.verdict({
        way,
        promise: 'a record that is sent again is in the log once',
        claim: openProducer === plainProducer ? 'breaks' : 'holds',
        observed: records === 1 ? 'holds' : 'breaks',
        text:
          openProducer === plainProducer
            ? 'Both are in the log, at two offsets. A consumer that stores offsets cannot see that they are one payment.'
            : 'The broker knows the number of the batch. It acknowledges the second request and writes nothing.',
        numbers: { requests, records },
      })
    }
  },
}

export const transactionalPipelineScene: Scene<World> = {
  id: 'transactional-pipeline',
  title: 'Exactly once ends where Kafka ends',
  async play(stage, { payments }) {
    await stage.say(
      'A pipeline reads payments and writes receipts. One Kafka transaction includes the receipt and the offset. The pipeline also charges the account in PostgreSQL. It dies before the commit, and a new one with the same transactional id goes on.',
    )
    const { committed, inTheLog, charged } = await writesEachReceiptOnce(payments)
    await stage.verdict({
      way: 'transactional-pipeline',
      promise: 'a reader of committed records gets one receipt',
      claim: 'holds',
      observed: committed === 1 ? 'holds' : 'breaks',
      text: 'The first receipt is in the log too, but its transaction was aborted.',
      numbers: { receiptsRead: committed, receiptsInTheLog: inTheLog },
    })
    await stage.verdict({
      way: 'transactional-pipeline-with-postgresql',
      promise,
      claim: 'breaks',
      observed: charged === 10 ? 'holds' : 'breaks',
      text: 'PostgreSQL takes no part in the Kafka transaction: the account is charged twice.',
      numbers: { due: 10, charged },
    })
  },
}

export const zombieScene: Scene<World> = {
  id: 'zombie',
  title: 'A pipeline that was replaced goes on',
  async play(stage, { payments }) {
    await stage.say(
      'A pipeline pauses while it writes the receipt of a payment. A second one takes its place and writes the receipt. Then the first one goes on: it is a zombie.',
    )
    for (const [way, open, pausesAfter, claim, text] of [
      [
        'unfenced-producer',
        unfencedProducer,
        0,
        'breaks',
        'Without a transactional id the broker does not know that one replaces the other.',
      ],
      [
        'fenced-producer',
        fencedProducer,
        1,
        'holds',
        'Both have the same transactional id, and the second one has the higher epoch. The broker refuses the commit of the first one.',
      ],
      [
        'fenced-producer-that-begins-late',
        fencedProducer,
        0,
        'breaks',
        'The first one pauses before it begins its first transaction. kafkajs asks for the epoch at that moment, so the zombie has the higher one.',
      ],
    ] as const) {
      const { receipts, refusal } = await goesOnAfterItsSuccessor(payments, open, pausesAfter)
      await stage.verdict({
        way,
        promise: 'a reader of committed records gets one receipt',
        claim,
        observed: receipts === 1 ? 'holds' : 'breaks',
        text: refusal === undefined ? text : `${text} The error is ${refusal}.`,
        numbers: { receiptsRead: receipts },
      })
    }
  },
}
