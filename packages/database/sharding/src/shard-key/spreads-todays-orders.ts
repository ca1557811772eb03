import type { Shards } from '../open-shards.ts'
import { celebrity, orders } from './order.ts'
import type { ShardKey } from './order.ts'

/** A fair part of 250 orders is 63; this is a little over one and a half times that. */
export const mostOfToday = 100
const someCustomer = 'customer-7'

export interface Spread {
  /** Today's orders on the shard that has most of them. */
  today: number
  /** How many shards are asked for the page of a usual customer, and of the celebrity. */
  askedForOne: number
  askedForCelebrity: number
  violation: string | undefined
}

/**
 * The contract of every shard key: today's orders are spread over the shards, a usual customer's page
 * asks one shard, and every page is complete.
 */
export async function spreadsTodaysOrders(
  { pools }: Shards,
  { shardOf, shardsOfCustomer }: ShardKey,
): Promise<Spread> {
  await Promise.all([...pools.values()].map((pool) => pool.query('truncate orders')))
  for (const [shard, part] of Map.groupBy(orders, shardOf))
    await pools.get(shard)!.query(
      `insert into orders select id, customer, day
       from json_populate_recordset(null::orders, $1::json)`,
      [JSON.stringify(part)],
    )
  const counts = await Promise.all(
    [...pools.values()].map(async (pool) => {
      const { rows } = await pool.query('select count(*)::int as count from orders where day = 3')
      return rows[0].count as number
    }),
  )
  const page = async (customer: string) => {
    const shards = shardsOfCustomer(customer)
    const found = await Promise.all(
      shards.map(async (shard) => {
        const statement = 'select id from orders where customer = $1'
        return (await pools.get(shard)!.query(statement, [customer])).rowCount!
      }),
    )
    const of = orders.filter((order) => order.customer === customer).length
    const missed = of - found.reduce((sum, one) => sum + one, 0)
    return { asked: shards.length, missed }
  }
  const [one, large] = [await page(someCustomer), await page(celebrity)]
  const spread = {
    today: Math.max(...counts),
    askedForOne: one.asked,
    askedForCelebrity: large.asked,
  }
  const missed = one.missed + large.missed
  return { ...spread, violation: violationOf(spread, missed) }
}

function violationOf(
  { today, askedForOne }: Omit<Spread, 'violation'>,
  missed: number,
): string | undefined {
  if (missed > 0) return `${missed} orders are missing in the pages`
  if (today > mostOfToday) return `${today} of today’s 250 orders are on one shard`
  return askedForOne > 1 ? `the page of one customer asks ${askedForOne} shards` : undefined
}
