import { explain } from '@lab/stage/explain'
import { month } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { foundStatement } from '../steps/step.ts'

export interface StatementCost {
  name: string
  calls: number
  /** Blocks of 8 kB, of one call and of all. */
  blocks: number
  sum: number
}

/** What a minute of the shop sends. */
const traffic = [
  {
    name: 'look a customer up',
    calls: 2_000,
    statement: 'select name from customers where id = $1',
    values: [5_185],
  },
  {
    name: 'the orders of a customer',
    calls: 400,
    statement: 'select id, total from orders where customer_id = $1',
    values: [5_185],
  },
  { name: 'the best of Lyon', calls: 20, statement: foundStatement, values: [month] },
  { name: 'count all orders', calls: 1, statement: 'select count(*) from orders', values: [] },
] as const

/**
 * Says what each statement of the traffic costs in sum, the dearest first. In production
 * pg_stat_statements keeps these figures.
 */
export async function costOfTraffic({ client }: Database): Promise<StatementCost[]> {
  const costs = []
  for (const { name, calls, statement, values } of traffic) {
    const { buffers } = await explain(client, statement, values)
    costs.push({ name, calls, blocks: buffers, sum: calls * buffers })
  }
  return costs.toSorted((left, right) => right.sum - left.sum)
}
