import { pricesInDatabase, putOnSale } from '../open-stores.ts'
import type { World } from '../open-stores.ts'
import type { OpenPrices } from '../strategies/price-store.ts'
import type { FullRedis } from './full-redis.ts'

export interface Answers {
  /** What the reader of a price that is not in the cache gets. */
  miss: string
  /** What the writer of a price that is in the cache gets. */
  write: string
  /** The price in the database after that, and what a reader gets. */
  inDatabase: number
  read: string
  violation: string | undefined
}

/**
 * The contract: while Redis refuses what needs memory, readers get the price of the database, and
 * writers no error. Product 1 is cached at 100, and set to 120; product 2 is not cached.
 */
export async function answersWhileFull(
  world: World,
  { plain }: FullRedis,
  open: OpenPrices,
): Promise<Answers> {
  await putOnSale(world, 2)
  await plain.config('SET', 'maxmemory', 0, 'maxmemory-policy', 'noeviction')
  await plain.flushdb()
  const prices = open({ pool: world.db.plain, redis: plain })
  await prices.readPrice(1)
  // Less than is used, so that it stays full whatever is deleted.
  await plain.config('SET', 'maxmemory', 1)
  const miss = await answerOf(prices.readPrice(2))
  const write = await answerOf(prices.writePrice(1, 120).then(() => 'acknowledged'))
  await prices.flush?.()
  const read = await answerOf(prices.readPrice(1))
  const inDatabase = (await pricesInDatabase(world)).get(1)!
  const answers = { miss, write, inDatabase, read }
  return { ...answers, violation: violationOf(answers) }
}

const answerOf = (work: Promise<number | string>) =>
  work.then(String, (error: Error) => (error.message.includes('OOM') ? 'OOM' : error.message))

function violationOf({ miss, write, inDatabase, read }: Omit<Answers, 'violation'>) {
  if (read !== String(inDatabase) && read !== 'OOM')
    return `the price is ${inDatabase}, and the reader gets ${read}`
  if (miss === 'OOM') return 'a reader gets an error'
  return write === 'OOM' ? 'the writer gets an error' : undefined
}
