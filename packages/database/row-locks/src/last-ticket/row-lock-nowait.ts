// Locks the row or fails at once: no buyer waits, and the caller says "busy, try again".
// Costs an answer that is neither yes nor no; the error is 55P03, lock_not_available.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Answer } from './sells-each-ticket-once.ts'

export async function rowLockNowait(pool: Pool, buyer: string): Promise<Answer> {
  try {
    return await inTransaction(pool, async (client) => {
      const { rows } = await client.query(
        'select remaining from tickets where id = 1 for update nowait',
      )
      const { remaining } = rows[0]
      if (remaining === 0) return 'sold out'
      await client.query('update tickets set remaining = $1 where id = 1', [remaining - 1])
      await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
      return 'sold'
    })
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') return 'busy'
    throw error
  }
}
