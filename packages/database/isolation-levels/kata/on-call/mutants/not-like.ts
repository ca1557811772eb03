// Fails: takes off the list who leaves, and nobody else
// Looks for the others with a pattern, and finds none whose name it fits.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

export function leave(pool: Pool, doctor: string): Promise<'left' | 'stays'> {
  return inTransaction(pool, async (client) => {
    await client.query('select from on_call order by doctor for update')
    const others = await client.query('select from on_call where doctor not like $1', [doctor])
    if (others.rowCount === 0) return 'stays'
    await client.query('delete from on_call where doctor = $1', [doctor])
    return 'left'
  })
}
