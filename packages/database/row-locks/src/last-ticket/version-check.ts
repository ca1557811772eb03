// Reads without a lock and writes only if the row is unchanged; else starts again.
// Costs a retry for each conflict. It also fits when a person thinks between read and write.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Answer } from './sells-each-ticket-once.ts'

export async function versionCheck(pool: Pool, buyer: string): Promise<Answer> {
  for (;;) {
    const answer = await attempt(pool, buyer)
    if (answer !== 'conflict') return answer
  }
}

function attempt(pool: Pool, buyer: string): Promise<Answer | 'conflict'> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query('select remaining, version from tickets where id = 1')
    const { remaining, version } = rows[0]
    if (remaining === 0) return 'sold out'
    const { rowCount } = await client.query(
      'update tickets set remaining = $1, version = version + 1 where id = 1 and version = $2',
      [remaining - 1, version],
    )
    if (rowCount === 0) return 'conflict'
    await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
    return 'sold'
  })
}
