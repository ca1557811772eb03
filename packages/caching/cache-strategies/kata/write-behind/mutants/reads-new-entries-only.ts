// Fails: keeps every acknowledged write, wherever a process dies
// A consumer group gives each entry once. What a dead process has read stays pending, and nothing asks for it.
import type { Redis } from 'ioredis'
import type { Pool } from 'pg'

const batch = 1_000

export function openPrices(pool: Pool, redis: Redis) {
  return {
    async writePrice(id: number, price: number): Promise<void> {
      if (!Number.isInteger(price) || price < 0 || price > 2_147_483_647)
        throw new RangeError(`Cannot write price: it must be 0 to 2147483647, received ${price}`)
      await redis.xadd('writes', '*', 'id', id, 'price', price)
    },

    async flush(): Promise<void> {
      let read: number
      do {
        const entries = await readNew(redis)
        read = entries.length
        if (read === 0) return
        await updateNewer(pool, entries)
        const ids = entries.map(([entryId]) => entryId)
        await redis
          .multi()
          .xack('writes', 'flushers', ...ids)
          .xdel('writes', ...ids)
          .exec()
      } while (read === batch)
    },
  }
}

async function readNew(redis: Redis): Promise<[string, string[]][]> {
  const create = redis.xgroup('CREATE', 'writes', 'flushers', '0', 'MKSTREAM')
  await create.catch((error: Error) => {
    if (!error.message.startsWith('BUSYGROUP')) throw error
  })
  const read = ['GROUP', 'flushers', 'flusher', 'COUNT', batch, 'STREAMS', 'writes', '>'] as const
  const reply = (await redis.xreadgroup(...read)) as [string, [string, string[]][]][] | null
  return reply?.[0]?.[1] ?? []
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
