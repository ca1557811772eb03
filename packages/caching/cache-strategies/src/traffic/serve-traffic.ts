import { statementCounter } from '@lab/wire/statement-counter'
import { pricesInDatabase, putOnSale } from '../open-stores.ts'
import type { World } from '../open-stores.ts'
import { keyOf } from '../strategies/price-store.ts'
import type { OpenPrices, PriceStore } from '../strategies/price-store.ts'
import { products, recordedTraffic } from './recorded-traffic.ts'

export interface Served {
  reads: number
  /** Reads for which the database was not asked. */
  hits: number
  /** Statements that were sent to the database. */
  statements: number
  /** Reads that got an older price than the one that was acknowledged last. */
  oldReads: number
  /** Prices in a report from the database that were older than the one that was acknowledged last. */
  oldInReports: number
  /** Keys in Redis in the end that no read has asked for. */
  unreadKeys: number
}

const flushEvery = 20
const reportEvery = 30

/**
 * Serves the recorded traffic, one request after another: a flush after each 20th write, and a report
 * that reads all prices from the database after each 30th request.
 *
 * @param writePercent How many of 100 requests are writes: 0 to 100.
 */
export async function serveTraffic(
  world: World,
  open: OpenPrices,
  writePercent: number,
): Promise<Served> {
  await putOnSale(world, products)
  await using counter = await statementCounter(world.db.url)
  const prices = open({ pool: counter.pool({ max: 1 }), redis: world.space.plain })
  const { result, statements } = await counter.during(() => serve(world, prices, writePercent))
  const misses = statements.filter((text) => text.startsWith('select')).length
  const { read, ...counted } = result
  const unreadKeys = (await world.space.plain.keys('price:*')).filter(
    (key) => !read.has(key),
  ).length
  const hits = counted.reads - misses
  return { ...counted, hits, statements: statements.length, unreadKeys }
}

async function serve(world: World, prices: PriceStore, writePercent: number) {
  const acknowledged = new Map<number, number>()
  const read = new Set<string>()
  const priceOf = (product: number) => acknowledged.get(product) ?? 100
  let [reads, writes, oldReads, oldInReports] = [0, 0, 0, 0]
  for (const [index, { product, percentile }] of recordedTraffic.entries()) {
    if (percentile < writePercent) {
      await prices.writePrice(product, 1_000 + index)
      acknowledged.set(product, 1_000 + index)
      if (++writes % flushEvery === 0) await prices.flush?.()
    } else {
      reads++
      read.add(keyOf(product))
      if ((await prices.readPrice(product)) !== priceOf(product)) oldReads++
    }
    if ((index + 1) % reportEvery === 0) {
      for (const [id, price] of await pricesInDatabase(world))
        if (price !== priceOf(id)) oldInReports++
    }
  }
  await prices.flush?.()
  return { reads, read, oldReads, oldInReports }
}
