import { startChild } from '@lab/servers/child-process'
import type { Child } from '@lab/servers/child-process'
import type { Shop } from '../open-shop.ts'
import { newPrice, oldPrice, putPrice } from './put-price.ts'
import type { End } from './put-price.ts'
import type { ReaderOrder, ReaderReply } from './reader-process.ts'
import { ways } from './ways.ts'
import type { Way } from './ways.ts'

type Readers = Child<ReaderOrder, ReaderReply>[]

export interface FourProcesses extends AsyncDisposable {
  readers: Readers
}

export function startFourProcesses({ countedUrl, cache }: Shop): FourProcesses {
  const stack = new AsyncDisposableStack()
  const module = new URL('reader-process.ts', import.meta.url)
  const args = [countedUrl, cache.url]
  const readers = Array.from({ length: 4 }, () =>
    stack.use(startChild<ReaderOrder, ReaderReply>(module, { args })),
  )
  return { readers, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

export interface Stampede {
  /** How often the price is read from the database. */
  reads: number
  /** How many requests get which price. */
  newPrices: number
  oldPrices: number
}

/**
 * A cached price comes to its end, and requests come to each process at once. The database answers
 * none of them before all have looked into the cache. Those that pause look again when the others
 * are answered.
 */
export async function stampede(
  shop: Shop,
  readers: Readers,
  { way, requests, end = 'expires' }: { way: Way; requests: number; end?: End },
): Promise<Stampede> {
  await putPrice(shop, ways[way], end)
  const endCount = shop.countReads()
  const gate = await shop.plain.connect()
  try {
    await gate.query('begin; lock table products')
    await Promise.all(readers.map((reader) => reader.ask({ type: 'begin', way, requests })))
  } finally {
    await gate.query('commit')
    gate.release()
  }
  await Promise.all(readers.map((reader) => reader.ask({ type: 'settle' })))
  const prices = await Promise.all(readers.map((reader) => reader.ask({ type: 'end' })))
  const count = (wanted: number) => prices.flat().filter((price) => price === wanted).length
  return { reads: await endCount(), newPrices: count(newPrice), oldPrices: count(oldPrice) }
}
