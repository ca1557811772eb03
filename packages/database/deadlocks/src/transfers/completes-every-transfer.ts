import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import type { Database } from '../open-database.ts'

export type Transfer = (pool: Pool, from: number, to: number) => Promise<void>

/** The contract: two transfers in opposite directions both go through, and the money adds up. */
export function completesEveryTransfer({ pool, plain }: Database, transfer: Transfer): Race {
  return conduct({
    setup: () =>
      plain.query(
        `insert into accounts (id, balance) values (1, 100), (2, 100)
         on conflict (id) do update set balance = 100`,
      ),
    actors: { alice: () => transfer(pool, 1, 2), bob: () => transfer(pool, 2, 1) },
    invariant: async (endings) => {
      const { rows } = await plain.query('select sum(balance)::int as sum from accounts')
      if (rows[0].sum !== 200) return `200 became ${rows[0].sum}`
      const failed = Object.values(endings).find(({ kind }) => kind === 'failed')
      return failed?.kind === 'failed' ? `a transfer failed with ${failed.code}` : undefined
    },
  })
}
