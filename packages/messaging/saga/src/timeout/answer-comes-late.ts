import type { Race } from '@lab/conductor'
import type { Shop } from '../open-shop.ts'
import { afterEachSend, endsCompleteOrUndone } from '../order/ends-complete-or-undone.ts'
import { takeReply } from '../order/orchestrated.ts'
import { takeNote } from '../saga/saga-log.ts'
import { answerOnce } from '../services/answer-once.ts'
import { effects } from '../services/effects.ts'
import { serve } from '../services/serve.ts'
import type { GiveUp } from './give-up.ts'

/**
 * The money is taken, and the answer is under way. The orchestrator may hear it at any time, before
 * its timer fires or after.
 */
export function answerComesLate(shop: Shop, giveUp: GiveUp): Race {
  const answered = afterEachSend(shop, () => serve(shop, shop.commands.drain))
  return endsCompleteOrUndone(
    shop,
    'none',
    {
      orchestrator: () => shop.replies.consume((reply) => takeReply(answered, reply)),
      timer: async () => {
        await shop.clock.sleep(5_000, 'no answer to charge')
        if (!(await isAnswered(shop, 'order-1'))) await giveUp(answered, 'order-1')
      },
    },
    {
      async begin() {
        const reserved = await answerOnce(shop.databases, effects, 'order-1', 'reserve')
        await takeNote(shop.databases.orders, 'order-1', 'reserve', reserved)
        await shop.send('commands', 'order-1', 'charge')
        await serve(shop, shop.commands.drain)
      },
    },
  )
}

async function isAnswered({ databases }: Shop, orderId: string): Promise<boolean> {
  const { rowCount } = await databases.orders.query(
    `select from saga_log where order_id = $1 and command = 'charge'`,
    [orderId],
  )
  return rowCount === 1
}
