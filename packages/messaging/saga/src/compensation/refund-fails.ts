import { crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Shop } from '../open-shop.ts'
import { afterEachSend, endsCompleteOrUndone } from '../order/ends-complete-or-undone.ts'
import { orchestrated } from '../order/orchestrated.ts'
import { takeNote } from '../saga/saga-log.ts'
import { answerOnce } from '../services/answer-once.ts'
import { BankUnavailableError } from '../services/bank-unavailable-error.ts'
import { effects } from '../services/effects.ts'
import type { Effects } from '../services/effects.ts'
import { serve } from '../services/serve.ts'

/**
 * Shipping has refused, and the bank fails to refund so many times. The orchestrator waits
 * before each further try, and may die at any step.
 */
export function refundFails(shop: Shop, times: number): Race {
  let left = times
  const withBankDown: Effects = {
    ...effects,
    refund(client, orderId) {
      if (left-- > 0) throw new BankUnavailableError()
      return effects.refund(client, orderId)
    },
  }
  const answered = afterEachSend(shop, () => serve(shop, shop.commands.drain, withBankDown))
  const run = () => orchestrated(answered, shop.replies.drain)
  const orchestrator = crashable(run, { restart: run })
  return endsCompleteOrUndone(
    shop,
    'depot closed',
    { orchestrator },
    {
      readsLog: true,
      async begin() {
        left = times
        for (const command of ['reserve', 'charge', 'ship']) {
          const outcome = await answerOnce(shop.databases, effects, 'order-1', command)
          await takeNote(shop.databases.orders, 'order-1', command, outcome)
        }
      },
    },
  )
}
