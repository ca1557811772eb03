// Fails: answers what it did
// One correct statement, but its row count is ignored.
import type { Pool } from 'pg'

export interface Payment {
  id: string
  account: string
  amount: number
}

export async function charge(
  pool: Pool,
  { id, account, amount }: Payment,
): Promise<'charged' | 'seen before'> {
  await pool.query(
    `with new as (
       insert into inbox (message_id) values ($1) on conflict do nothing returning message_id
     )
     update accounts set balance = balance - $3 where id = $2 and exists (select from new)`,
    [id, account, amount],
  )
  return 'charged'
}
