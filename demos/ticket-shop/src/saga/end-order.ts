import type { End } from '@lab/saga'
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { takeBack } from './take-back.ts'

const statusOf = { complete: 'complete', compensated: 'cancelled', parked: 'parked' } as const

/**
 * Ends an order once: a complete one gets its mail, a cancelled one gives its seats back, a parked one
 * keeps them until an operator decides. No orchestrator goes on with it.
 *
 * @param because Why it is parked.
 */
export function endOrder(
  pool: Pool,
  orderId: string,
  end: End,
  because: string | null = null,
): Promise<void> {
  return inTransaction(pool, async (client) => {
    // BLOCKS: behind another orchestrator that ends it, too.
    const { rowCount } = await client.query('delete from sagas where order_id = $1', [orderId])
    if (rowCount === 0) return
    await client.query('update orders set status = $2, parked_because = $3 where id = $1', [
      orderId,
      statusOf[end],
      because,
    ])
    if (end === 'complete') {
      await client.query('insert into mails (order_id) values ($1) on conflict do nothing', [
        orderId,
      ])
    }
    // A command that nobody should have sent may have issued tickets.
    if (end === 'compensated') await takeBack(client, orderId)
  })
}
