import { answerOf, conduct, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import type { Database } from '../open-database.ts'

export type Told = 'paid' | 'refused'

/** One way to take 5 from each of some accounts in one transaction; not all of them hold so much. */
export type PayAll = (pool: Pool, accounts: readonly number[]) => Promise<Told[]>

const accounts = [1, 2, 3]
/** Account 2 does not hold 5; a constraint keeps it from going below 0. */
const before = [10, 0, 10]

/** The contract: a payment is there if it was reported as paid, and not there if it was refused. */
export function reportsWhatIsThere({ pool, plain }: Database, payAll: PayAll): Race {
  return conduct({
    setup: () =>
      plain.query(
        `truncate checked_accounts;
         insert into checked_accounts values ${before.map((held, at) => `(${at + 1}, ${held})`).join()}`,
      ),
    actors: { clerk: () => payAll(pool, accounts) },
    invariant: async ({ clerk }) => {
      const told = answerOf(clerk) as Told[] | undefined
      if (told === undefined) return `the clerk got no answer (${endingText(clerk)})`
      const { rows } = await plain.query('select balance from checked_accounts order by id')
      const found = rows.map(({ balance }, at) => (balance < before[at]! ? 'paid' : 'refused'))
      if (found.join() === told.join()) return undefined
      return `reported: ${told.join(', ')}; there: ${found.join(', ')}`
    },
  })
}
