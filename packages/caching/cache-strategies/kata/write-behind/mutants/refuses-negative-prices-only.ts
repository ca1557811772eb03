// Fails: refuses a price that the database would refuse
// Refuses what is below 0, and acknowledges a fraction and what no int holds.
import type { Redis } from 'ioredis'
import type { Pool } from 'pg'

const batch = 1_000

export function openPrices(pool: Pool, redis: Redis) {
  return {
    async writePrice(id: number, price: number): Promise<void> {
      if (price < 0)
        throw new RangeError(`Cannot write price: it must be 0 to 2147483647, received ${price}`)
      await redis.xadd('writes', '*', 'id', id, 'price', price)
    },

    async flush(): Promise<void> {
      let read: number
      do {
        const entries = await redis.xrange('writes', '-', '+', 'COUNT', batch)
        read = entries.length
        if (read === 0) return
        await updateNewer(pool, entries)
        await redis.xdel('writes', ...entries.map(([entryId]) => entryId))
      } while (read === batch)
    },
  }
}

async function updateNewer(pool: Pool, entries: [string, string[]][]): Promise<void> {
  // Entries come in their order, so that the last one of a product stays.
  const newest = new Map(
    entries.map(([entryId, [, id, , price]]) => [id, [id, price, versionOf(entryId)]]),
  )
  const rows = [...newest.values()]
  await pool.query(
    `update products set price = written.price, version = written.version
    from unnest($1::int[], $2::int[], $3::bigint[]) as written (id, price, version)
    where products.id = written.id and products.version < written.version`,
    [0, 1, 2].map((column) => rows.map((row) => row[column])),
  )
}

function versionOf(entryId: string): string {
  const [ms, number] = entryId.split('-')
  return String(BigInt(ms!) * 1_000_000n + BigInt(number!))
}
