// Keeps the naive code and asks for SERIALIZABLE: the server aborts what no serial order explains.
// Costs the retry loop, which is part of the answer, and aborts under contention (40001).
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Answer } from './sells-each-ticket-once.ts'

export async function serializableRetry(pool: Pool, buyer: string): Promise<Answer> {
  for (;;) {
    try {
      return await attempt(pool, buyer)
    } catch (error) {
      if ((error as { code?: string }).code !== '40001') throw error
    }
  }
}

function attempt(pool: Pool, buyer: string): Promise<Answer> {
  return inTransaction(
    pool,
    async (client) => {
      const { rows } = await client.query('select remaining from tickets where id = 1')
      const { remaining } = rows[0]
      if (remaining === 0) return 'sold out'
      await client.query('update tickets set remaining = $1 where id = 1', [remaining - 1])
      await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
      return 'sold'
    },
    { level: 'serializable' },
  )
}
