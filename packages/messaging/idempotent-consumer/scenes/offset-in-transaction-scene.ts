import { showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  chargesARepeatedPaymentOnce,
  chargesEachBatchOnce,
  offsetInTransaction,
} from '../src/index.ts'
import type { World } from './open-world.ts'

export const offsetInTransactionScene: Scene<World> = {
  id: 'offset-in-transaction',
  title: 'Only the offset is remembered',
  async play(stage, { payments }) {
    await stage.say(
      'PostgreSQL keeps what comes next of the partition: one row, and no row for each payment. It moves in the same statement as the work.',
    )
    const { crash, rebalance } = chargesEachBatchOnce(payments, offsetInTransaction)
    const races = { crash: { race: crash }, rebalance: { race: rebalance } }
    await showRace(stage, races, {
      way: 'offset-in-transaction',
      claim: 'holds',
      play: {
        title: 'The worker dies before the commit of the offset; the batch lies behind the row',
        schedule: 'worker×5 crash(worker)',
      },
      text: 'A delivery that comes again begins before what the row says, and is skipped.',
    })
    const repeated = chargesARepeatedPaymentOnce(payments, offsetInTransaction)
    await showRace(
      stage,
      { crash: { race: repeated.crash }, rebalance: { race: repeated.rebalance } },
      {
        way: 'offset-in-transaction-sent-twice',
        claim: 'breaks',
        text: 'The producer sent the payment twice. It has two offsets, so it is taken twice, in every order.',
      },
    )
  },
}
