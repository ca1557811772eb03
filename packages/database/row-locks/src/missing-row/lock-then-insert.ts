// Looks for a hold on the seat with `for update`, and inserts one when there is none.
// Breaks: `for update` locks the rows it finds, and it finds none, so no buyer waits.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function lockThenInsert(pool: Pool, buyer: string): Promise<'held' | 'taken'> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query('select buyer from holds where seat = 1 for update')
    if (rows.length > 0) return 'taken'
    // RACE: another buyer finds no row either.
    await client.query('insert into holds (seat, buyer) values (1, $1)', [buyer])
    return 'held'
  })
}
