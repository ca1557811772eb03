// The transaction that changes the price also notes that its key is to be deleted. The writer
// deletes it after the commit; if it dies before that, whoever starts next finds the note.
// Costs a row for each write, and a process that looks for notes.
import { inTransaction } from '@lab/servers/in-transaction'
import { lease } from './lease.ts'
import { keyOf, leaseOf } from './price-cache.ts'
import type { PriceCache, Stores } from './price-cache.ts'

export const leaseAndOutbox: PriceCache = {
  readPrice: lease.readPrice,
  async writePrice(stores, id, price) {
    const note = await inTransaction(stores.pool, async (client) => {
      await client.query('update products set price = $2 where id = $1', [id, price])
      const insert = 'insert into invalidations (product_id) values ($1) returning id, product_id'
      return (await client.query<Note>(insert, [id])).rows[0]!
    })
    await invalidate(stores, note)
  },
  async restart(stores) {
    const { rows } = await stores.pool.query<Note>('select id, product_id from invalidations')
    for (const note of rows) await invalidate(stores, note)
  },
}

interface Note {
  id: number
  product_id: number
}

/** To delete a key twice does no harm, so the note goes last. */
async function invalidate({ pool, redis }: Stores, note: Note): Promise<void> {
  await redis.del(keyOf(note.product_id), leaseOf(note.product_id))
  await pool.query('delete from invalidations where id = $1', [note.id])
}
