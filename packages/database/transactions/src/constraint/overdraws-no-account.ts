import { answerOf, conduct, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import type { Database } from '../open-database.ts'

/** One way to take 80 from account 1, which holds 100. */
export type Withdraw = (pool: Pool) => Promise<'paid' | 'refused'>

/** The contract: two withdrawals leave no account below 0, and what was paid is gone from it. */
export function overdrawsNoAccount({ pool, plain }: Database, withdraw: Withdraw): Race {
  return conduct({
    setup: () =>
      plain.query(
        `truncate accounts, checked_accounts;
         insert into accounts values (1, 100); insert into checked_accounts values (1, 100)`,
      ),
    actors: { alice: () => withdraw(pool), bob: () => withdraw(pool) },
    invariant: async (endings) => {
      const failed = Object.keys(endings).find((name) => endings[name]?.kind !== 'finished')
      if (failed !== undefined) return `${failed} got no answer (${endingText(endings[failed])})`
      const { rows } = await plain.query(
        'select balance from accounts union all select balance from checked_accounts',
      )
      const balance = Math.min(...rows.map((row) => row.balance))
      if (balance < 0) return `100 were there, and the balance is ${balance}`
      const paid = Object.values(endings).filter((ending) => answerOf(ending) === 'paid').length
      return balance === 100 - 80 * paid ? undefined : `${paid} were paid, and ${balance} are there`
    },
  })
}
