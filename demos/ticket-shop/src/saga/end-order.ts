import type { End } from '@lab/saga'
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

const statusOf = { complete: 'complete', compensated: 'cancelled', parked: 'parked' } as const

/** Ends an order once: a cancelled one gives its seats back. No orchestrator goes on with it. */
export function endOrder(pool: Pool, orderId: string, end: End): Promise<void> {
  return inTransaction(pool, async (client) => {
    // BLOCKS: behind another orchestrator that ends it, too.
    const { rowCount } = await client.query('delete from sagas where order_id = $1', [orderId])
    if (rowCount === 0) return
    await client.query('update orders set status = $2 where id = $1', [orderId, statusOf[end]])
    if (end === 'compensated') {
      await client.query('update seats set order_id = null where order_id = $1', [orderId])
    }
  })
}
