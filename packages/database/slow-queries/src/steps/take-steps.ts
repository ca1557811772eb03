import { explain } from '@lab/stage/explain'
import type { Explained } from '@lab/stage/explain'
import { vacuumTables } from '@lab/stage/vacuum-tables'
import type { Client } from 'pg'
import { month } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { asFound } from './as-found.ts'
import { cachedPage } from './cached-page.ts'
import { extendedStatistics } from './extended-statistics.ts'
import { freshStatistics } from './fresh-statistics.ts'
import { indexOnTime } from './index-on-time.ts'
import { monthlyTotals } from './monthly-totals.ts'
import type { Step } from './step.ts'
import { tenFirst } from './ten-first.ts'

/** In the order in which they are taken: each stands on those before it. */
export const steps: Readonly<Record<string, Step>> = {
  'as-found': asFound,
  'fresh-statistics': freshStatistics,
  'extended-statistics': extendedStatistics,
  'ten-first': tenFirst,
  'index-on-time': indexOnTime,
  'monthly-totals': monthlyTotals,
  'cached-page': cachedPage,
}

export interface Taken extends Explained {
  /** Its name, as `ten-first`. */
  step: string
  /** How many customers of the place the plan expects, and finds; undefined when it asks for none. */
  place?: { expected: number; found: number }
  rows: unknown[]
  /** Whether a new order, larger than all others, is on the page at once. */
  isFresh: boolean
}

// The customers of Lyon are a fifth of a table of 84 blocks; the month is a tenth of the orders.
export const most = 200

/** Takes one step after the other, and measures the page after each. */
export async function takeSteps({ client }: Database): Promise<Taken[]> {
  const taken: Taken[] = []
  for (const [step, { prepare, vacuum = [], statement }] of Object.entries(steps)) {
    for (const text of prepare) await client.query(text)
    if (vacuum.length > 0) await vacuumTables(client, vacuum)
    const explained = await explain(client, statement, [month])
    const { rows } = await client.query(statement, [month])
    const isFresh = await showsNewOrder(client, statement)
    taken.push({ ...explained, ...placeOf(explained), step, rows, isFresh })
  }
  return taken
}

/** The contract: the page reads at most 200 blocks, and shows the same as it did. */
export function violationOf(taken: readonly Taken[], step: string): string | undefined {
  const own = taken.find((each) => each.step === step)!
  if (JSON.stringify(own.rows) !== JSON.stringify(taken[0]!.rows))
    return 'the page shows other rows'
  return own.buffers > most ? `${own.buffers.toLocaleString('en')} blocks for ten rows` : undefined
}

async function showsNewOrder(client: Client, statement: string) {
  await client.query('begin')
  try {
    await client.query(
      `insert into orders (customer_id, status, total, created_at)
       values (5, 'shipped', 1000000, $1::timestamptz + interval '1 day')`,
      [month],
    )
    const { rows } = await client.query(statement, [month])
    return rows[0].id === 5
  } finally {
    await client.query('rollback')
  }
}

function placeOf({ nodes }: Explained): Pick<Taken, 'place'> {
  const node = nodes.find((each) => each['Relation Name'] === 'customers' && 'Filter' in each)
  if (node === undefined) return {}
  return { place: { expected: node['Plan Rows'], found: node['Actual Rows'] ?? 0 } }
}
