import { showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  batchInbox,
  chargesARepeatedPaymentOnce,
  chargesEachBatchOnce,
  offsetInTransaction,
} from '../src/index.ts'
import type { Redeliveries } from '../src/index.ts'
import type { World } from './open-world.ts'

const promise = 'each payment of a batch is charged once'

const races = ({ crash, rebalance }: Redeliveries) => ({
  crash: { race: crash },
  rebalance: { race: rebalance },
})

export const batchInboxScene: Scene<World> = {
  id: 'batch-inbox',
  title: 'A whole batch in one statement',
  async play(stage, { payments }) {
    await stage.say(
      'Two payments are delivered as one batch. One statement stores both ids, and charges the payments whose ids are new.',
    )
    await showRace(stage, races(chargesEachBatchOnce(payments, batchInbox)), {
      way: 'batch-inbox',
      promise,
      claim: 'holds',
      play: {
        title: 'The worker dies before it commits the offset, and the batch is delivered again',
        schedule: 'worker×5 crash(worker)',
      },
      text: 'The same unique key, for one round trip a batch.',
    })
  },
}

export const offsetInTransactionScene: Scene<World> = {
  id: 'offset-in-transaction',
  title: 'Only the offset is stored',
  async play(stage, { payments }) {
    await stage.say(
      'PostgreSQL stores the next offset of the partition: one row, and no row for each payment. The statement that charges moves it.',
    )
    await showRace(stage, races(chargesEachBatchOnce(payments, offsetInTransaction)), {
      way: 'offset-in-transaction',
      promise,
      claim: 'holds',
      play: {
        title: 'The worker dies before it commits to Kafka, and the second delivery is skipped',
        schedule: 'worker×5 crash(worker)',
      },
      text: 'The second delivery begins before the stored offset, so its payments are skipped.',
    })
    await showRace(stage, races(chargesARepeatedPaymentOnce(payments, offsetInTransaction)), {
      way: 'offset-in-transaction-sent-twice',
      promise: 'a payment that the producer sent twice is charged once',
      claim: 'breaks',
      text: 'The payment is in the log at two offsets, so it is charged twice in every order.',
    })
  },
}
