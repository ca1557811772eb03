import { readdir, readFile } from 'node:fs/promises'
import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import { emptyDatabase } from '../empty-database.ts'
import type { Database } from '../open-database.ts'
import { oldVersion } from '../rename/versions.ts'

/** Runs one statement, a transaction of its own; gives the ids that it found. */
export type Run = (sql: string, values?: unknown[]) => Promise<number[]>

/** One way to fill the new column of all rows, `size` rows a batch. */
export type Backfill = (run: Run, size: number) => Promise<void>

/** Run once more when no instance of the old version is left: also what it has written over. */
export const secondPass =
  'update customers set full_name = name where full_name is distinct from name'

/** How the column is added before the backfill, with a trigger or without; folders in `migrations`. */
export type Expand = 'add-and-copy' | 'expand-and-contract'

/**
 * The contract: while a backfill fills two rows, one a batch, the old version of the service renames
 * the first customer. In the end both columns are equal in every row.
 *
 * @param afterDeploy What is run when the backfill and the old version have ended.
 */
export function fillsEveryRow(
  { pool, plain }: Pick<Database, 'pool' | 'plain'>,
  backfill: Backfill,
  expand: Expand,
  afterDeploy?: string,
): Race {
  return conduct({
    setup: async () => {
      await emptyDatabase({ plain })
      await plain.query(await firstMigration(expand))
    },
    actors: {
      backfill: () => backfill(statementsOf(pool), 1),
      old: () => oldVersion.rename(pool, '1', 'Ada L.'),
    },
    invariant: async () => {
      if (afterDeploy !== undefined) await plain.query(afterDeploy)
      const { rows } = await plain.query(
        `select format('"%s" instead of "%s"', full_name, name) as wrong
         from customers where full_name is distinct from name`,
      )
      return rows.length === 0 ? undefined : `the new column has ${rows[0].wrong}`
    },
  })
}

function statementsOf(pool: Pool): Run {
  return async (sql, values) => {
    const { rows } = await pool.query<{ id: number }>(sql, values)
    return rows.map(({ id }) => id)
  }
}

/** What the first file of a plan does, up to its way back. */
async function firstMigration(folder: Expand): Promise<string> {
  const [file] = (await readdir(new URL(`../../migrations/${folder}/`, import.meta.url))).toSorted()
  const text = await readFile(
    new URL(`../../migrations/${folder}/${file}`, import.meta.url),
    'utf8',
  )
  return text.slice(0, text.indexOf('-- Down Migration'))
}
