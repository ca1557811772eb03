import { emptyDatabase } from '../empty-database.ts'
import { migrate } from '../migrate.ts'
import type { Database } from '../open-database.ts'

type Index = 'none' | 'invalid' | 'valid'

export interface TwoRuns {
  /** What the first run said. */
  first: string
  /** What it left behind. */
  left: Index
  second: string
  index: Index
}

/**
 * The contract: a migration that makes names unique fails, because two customers have one name. One
 * of them is renamed, and the deploy is started again. Then there is a valid index.
 */
export async function endsWithAValidIndex(
  { url, plain }: Pick<Database, 'url' | 'plain'>,
  folder: string,
): Promise<TwoRuns> {
  await emptyDatabase({ plain })
  await plain.query(`insert into customers (name) values ('Ada')`)
  const run = () =>
    migrate(url, folder).then(
      (done) => (done.length === 0 ? 'nothing to do' : 'migrated'),
      (error: Error) => error.message,
    )
  const first = await run()
  const left = await indexOf(plain)
  await plain.query(`update customers set name = 'Ada L.' where id = 3`)
  const second = await run()
  return { first, left, second, index: await indexOf(plain) }
}

async function indexOf(plain: Database['plain']): Promise<Index> {
  const { rows } = await plain.query(
    `select indisvalid from pg_index where indexrelid = to_regclass('customers_name')`,
  )
  if (rows.length === 0) return 'none'
  return rows[0].indisvalid ? 'valid' : 'invalid'
}
