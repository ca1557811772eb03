import type { ClientBase } from 'pg'
import type { Outcome, Payment } from './payment.ts'

/** Stores the id of the payment and charges it, unless the id is there. Call it in a transaction. */
export async function chargeOnce(
  client: ClientBase,
  { id, account, amount }: Payment,
): Promise<Outcome> {
  // BLOCKS: behind another delivery of the payment, until its transaction ends.
  const { rowCount } = await client.query(
    'insert into inbox (message_id) values ($1) on conflict do nothing',
    [id],
  )
  if (rowCount === 0) return 'seen before'
  await client.query('update accounts set balance = balance - $2 where id = $1', [account, amount])
  return 'charged'
}
