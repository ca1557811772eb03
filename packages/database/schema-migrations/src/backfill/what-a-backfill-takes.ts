import type { PoolClient } from 'pg'
import { emptyDatabase } from '../empty-database.ts'
import type { Database } from '../open-database.ts'
import type { Backfill } from './fills-every-row.ts'

export const backfillRows = 2_000
export const batchRows = 100

export interface BackfillCost {
  /** Transactions that write rows. */
  transactions: number
  /** The most rows that one of them has locked when it commits. */
  locked: number
  /** Blocks of 8 kB that were read to find the rows of each batch. */
  blocks: number[]
}

// Rows of 200 bytes and more. Vacuum comes when it likes, and would move rows.
const schema = `
  alter table customers add column full_name text;
  alter table customers set (autovacuum_enabled = off);
  insert into customers (name)
    select lpad(n::text, 200, '0') from generate_series(3, ${backfillRows}) as n;
  analyze customers`

/**
 * Fills 2,000 rows, and asks the server what it takes. A report is open all the time, so that no
 * version of a row is removed meanwhile.
 */
export async function whatABackfillTakes(
  { plain, connect }: Pick<Database, 'plain' | 'connect'>,
  backfill: Backfill,
): Promise<BackfillCost> {
  await emptyDatabase({ plain })
  await plain.query(schema)
  const report = await connect()
  await report.query('begin isolation level repeatable read; select count(*) from customers')
  const cost: BackfillCost = { transactions: 0, locked: 0, blocks: [] }
  const client = await plain.connect()
  try {
    await backfill(async (sql, values = []) => {
      if (sql.startsWith('select')) {
        const blocks = await blocksOf(client, sql, values)
        const { rows } = await client.query<{ id: number }>(sql, values)
        if (rows.length > 0) cost.blocks.push(blocks)
        return rows.map(({ id }) => id)
      }
      await client.query('begin')
      await client.query(sql, values)
      cost.locked = Math.max(cost.locked, await lockedRows(plain))
      await client.query('commit')
      cost.transactions++
      return []
    }, batchRows)
    return cost
  } finally {
    client.release()
    await report.end()
  }
}

async function blocksOf(client: PoolClient, sql: string, values: unknown[]): Promise<number> {
  const { rows } = await client.query(`explain (analyze, buffers, format json) ${sql}`, values)
  const { Plan } = rows[0]['QUERY PLAN'][0]
  return Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks']
}

/** How many rows a request would have to wait for. */
async function lockedRows(plain: Database['plain']): Promise<number> {
  const { rows } = await plain.query(
    `select (select count(*) from customers)::int - count(*)::int as locked
     from (select from customers for no key update skip locked) as free`,
  )
  return rows[0].locked
}
