// Notes that an account has a message in the retry topic, and sends those behind it there too.
// Costs a query for each message. Other accounts go on, and each account keeps its order.
import { processOrder, toMessage } from '../process-order.ts'
import type { Tools } from '../poison/handler.ts'
import type { Order } from '../process-order.ts'
import type { Retry } from './retry.ts'

export const parkTheAccount: Retry = {
  async consume(tools, order) {
    const { bank, failures } = tools
    const waiting = await bank.pool.query('select from parked where account = $1', [order.account])
    if (waiting.rows.length > 0) return park(tools, order)
    try {
      await processOrder(bank, order, failures)
    } catch {
      await park(tools, order)
    }
  },
  async retry({ bank, failures }, order) {
    await processOrder(bank, order, failures)
    await bank.pool.query('delete from parked where message_id = $1', [order.id])
  },
}

/** The note comes first: nothing overtakes a message that is noted. */
async function park({ bank }: Tools, order: Order): Promise<void> {
  await bank.pool.query(
    'insert into parked (message_id, account) values ($1, $2) on conflict do nothing',
    [order.id, order.account],
  )
  await bank.producer.send({ topic: bank.topics.retries, messages: [toMessage(order)] })
}
