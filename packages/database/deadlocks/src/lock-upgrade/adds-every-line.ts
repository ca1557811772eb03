import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import type { Database } from '../open-database.ts'

/** One way to add an order line of product 1 and to count the reservation. */
export type AddLine = (pool: Pool) => Promise<void>

/** The contract: two orders of the same product both get their line, and both are counted. */
export function addsEveryLine({ pool, plain }: Database, addLine: AddLine): Race {
  return conduct({
    setup: () =>
      plain.query(
        `delete from order_lines;
         insert into products (id, reserved) values (1, 0)
         on conflict (id) do update set reserved = 0`,
      ),
    actors: { alice: () => addLine(pool), bob: () => addLine(pool) },
    invariant: async (endings) => {
      const failed = Object.values(endings).find(({ kind }) => kind === 'failed')
      if (failed?.kind === 'failed') return `an order failed with ${failed.code}`
      const { rows } = await plain.query(
        'select reserved, (select count(*)::int from order_lines) as lines from products',
      )
      const { reserved, lines } = rows[0]
      return reserved === 2 && lines === 2 ? undefined : `${lines} lines, ${reserved} reserved`
    },
  })
}
