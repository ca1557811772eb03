// Sums the rows that match a condition, then adds one that matches.
// The rows that break the rule do not exist when it is checked: there is nothing to lock.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { anomaly } from '../anomaly.ts'
import type { Level } from '../levels.ts'

type Answer = 'spent' | 'refused'

function spend(pool: Pool, level: Level): Promise<Answer> {
  return inTransaction(
    pool,
    async (client) => {
      const { rows } = await client.query(
        'select coalesce(sum(amount), 0)::int as spent from expenses',
      )
      if (rows[0].spent + 60 > 100) return 'refused'
      // RACE: the other one has summed the same rows.
      await client.query('insert into expenses (amount) values (60)')
      return 'spent'
    },
    { level },
  )
}

export const predicateWriteSkew = anomaly<{ alice: Answer; bob: Answer }>({
  id: 'predicate-write-skew',
  code: 'G2',
  name: 'write skew on a predicate',
  story: 'The budget is 100 and nothing is spent. Alice and Bob each want to spend 60.',
  promise: 'no more than the budget is spent',
  setup: 'truncate expenses',
  actors: { alice: spend, bob: spend },
  async happened(_, plain) {
    const { rows } = await plain.query(
      'select coalesce(sum(amount), 0)::int as spent from expenses',
    )
    return rows[0].spent > 100 ? `the budget is 100, ${rows[0].spent} are spent` : undefined
  },
})
