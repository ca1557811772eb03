// Fails: sells the last ticket once, in every order of two buyers
// One buyer after the other, in this process. A second server has a mutex of its own.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

let last: Promise<unknown> = Promise.resolve()

export function buy(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  const own = last.then(() => buyNow(pool, buyer))
  last = own.catch(() => {})
  return own
}

function buyNow(pool: Pool, buyer: string): Promise<'sold' | 'sold out'> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query('select remaining from tickets where id = 1')
    const { remaining } = rows[0]
    if (remaining === 0) return 'sold out'
    await client.query('update tickets set remaining = $1 where id = 1', [remaining - 1])
    await client.query('insert into sales (ticket_id, buyer) values (1, $1)', [buyer])
    return 'sold'
  })
}
