import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import type { Database } from '../open-database.ts'

export type Hold = (pool: Pool, buyer: string) => Promise<'held' | 'taken'>

/** The contract: buyers who want the same free seat leave one hold on it. */
export function holdsEachSeatOnce(
  { pool, plain }: Database,
  hold: Hold,
  buyers: readonly string[],
): Race {
  return conduct({
    setup: () => plain.query('delete from holds; delete from unique_holds'),
    actors: Object.fromEntries(buyers.map((buyer) => [buyer, () => hold(pool, buyer)])),
    invariant: async () => {
      const { rows } = await plain.query(
        'select (select count(*) from holds)::int + (select count(*) from unique_holds)::int as held',
      )
      return rows[0].held === 1 ? undefined : `1 seat, held ${rows[0].held} times`
    },
  })
}
