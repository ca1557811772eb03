import type { KeySpace } from '../open-redis.ts'

export interface Encoded {
  type: 'hash' | 'sorted set'
  entries: number
  /** As OBJECT ENCODING says. */
  encoding: string
  bytes: number
}

/** A hash and a sorted set at the limit that the server is set to, and with one entry more. */
export async function encodingsAtTheLimit({ plain }: KeySpace): Promise<Encoded[]> {
  await plain.flushdb()
  const found: Encoded[] = []
  for (const [key, type] of [
    ['hash', 'hash'],
    ['zset', 'sorted set'],
  ] as const) {
    const [, value] = (await plain.config('GET', `${key}-max-listpack-entries`)) as string[]
    const limit = Number(value)
    for (const entries of [limit, limit + 1]) {
      const names = Array.from({ length: entries }, (_, index) => `name ${index}`)
      if (key === 'hash') await plain.hset(key, ...names.flatMap((name) => [name, 'value']))
      else await plain.zadd(key, ...names.flatMap((name, index) => [index, name]))
      const encoding = (await plain.object('ENCODING', key)) as string
      const bytes = (await plain.memory('USAGE', key, 'SAMPLES', 0))!
      found.push({ type, entries, encoding, bytes })
    }
  }
  return found
}
