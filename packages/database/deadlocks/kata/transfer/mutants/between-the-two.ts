// Fails: moves the amount between the two accounts, and no other
// Locks and updates the accounts from the lower id to the higher one: those in between get the amount too.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function transfer(
  pool: Pool,
  from: number,
  to: number,
  amount: number,
): Promise<'done' | 'not enough money'> {
  return inTransaction(pool, async (client) => {
    const ids = [from, to].toSorted((one, other) => one - other)
    const { rows } = await client.query(
      'select id, balance from accounts where id between $1 and $2 order by id for update',
      ids,
    )
    if (rows.find(({ id }) => id === from).balance < amount) return 'not enough money'
    await client.query(
      `update accounts set balance = balance + case id when $1 then -$4::int else $4 end
       where id between $2 and $3`,
      [from, ...ids, amount],
    )
    return 'done'
  })
}
