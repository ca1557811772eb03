import type { End } from '@lab/saga'
import { inTransaction } from '@lab/servers/in-transaction'
import type { ClientBase, Pool } from 'pg'
import { takeBack } from './take-back.ts'

const statusOf = { complete: 'complete', compensated: 'cancelled', parked: 'parked' } as const

/**
 * Ends an order once: a complete one gets its mail, a cancelled one gives its seats back, a parked one
 * keeps them until an operator decides. No orchestrator goes on with it.
 *
 * @param because Why it is parked.
 */
export async function endOrder(
  pool: Pool,
  orderId: string,
  end: End,
  because: string | null = null,
): Promise<void> {
  if (end !== 'compensated') return void (await writeEnd(pool, orderId, end, because))
  await inTransaction(pool, async (client) => {
    // A command that nobody should have sent may have issued tickets.
    if (await writeEnd(client, orderId, end, because)) await takeBack(client, orderId)
  })
}

/** Says false when another orchestrator has ended it. */
async function writeEnd(
  db: Pick<ClientBase, 'query'>,
  orderId: string,
  end: End,
  because: string | null,
): Promise<boolean> {
  // BLOCKS: behind another orchestrator that ends it, too.
  const { rowCount } = await db.query(
    `with ended as (
       delete from sagas where order_id = $1 returning order_id
     ), mail as (
       insert into mails (order_id) select order_id from ended where $2 = 'complete'
       on conflict do nothing
     )
     update orders set status = $2, parked_because = $3 from ended where id = order_id`,
    [orderId, statusOf[end], because],
  )
  return rowCount === 1
}
