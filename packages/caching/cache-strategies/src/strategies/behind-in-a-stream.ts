// Write-behind with its buffer in a stream: a flush reads entries, writes them, and deletes them last.
// After a death it writes them again, so each row keeps the version of its write and takes newer ones
// only. Costs a column, and a Redis that loses and evicts nothing.
import type { Pool } from 'pg'
import { readAside } from './cache-aside.ts'
import { keyOf, ttlMs } from './price-store.ts'
import type { OpenPrices } from './price-store.ts'

export const behindInAStream: OpenPrices = (stores) => ({
  readPrice: (id) => readAside(stores, id),
  async writePrice(id, price) {
    const both = stores.redis.multi().set(keyOf(id), price, 'PX', ttlMs)
    await both.xadd('writes', '*', 'id', id, 'price', price).exec()
  },
  async flush() {
    const entries = await stores.redis.xrange('writes', '-', '+', 'COUNT', 100)
    if (entries.length === 0) return
    await updateNewer(stores.pool, entries)
    await stores.redis.xdel('writes', ...entries.map(([entryId]) => entryId))
  },
})

async function updateNewer(pool: Pool, entries: [string, string[]][]): Promise<void> {
  const newest = new Map(
    entries.map(([entryId, [, id, , price]]) => [id, { id, price, version: versionOf(entryId) }]),
  )
  const written = [...newest.values()]
  await pool.query(
    `update products set price = written.price, version = written.version
    from unnest($1::int[], $2::int[], $3::bigint[]) as written (id, price, version)
    where products.id = written.id and products.version < written.version`,
    [
      written.map(({ id }) => id),
      written.map(({ price }) => price),
      written.map(({ version }) => version),
    ],
  )
}

/** The id of an entry is milliseconds and a number, and grows: 1764419741000-0. */
function versionOf(entryId: string): string {
  const [ms, number] = entryId.split('-')
  return String(BigInt(ms!) * 1_000_000n + BigInt(number!))
}
