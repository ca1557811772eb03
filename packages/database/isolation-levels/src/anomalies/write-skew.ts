// Checks a rule over two rows, then changes one of them. The other transaction changes the other.
// Write skew: neither overwrites the other, and the rule is broken all the same.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { anomaly } from '../anomaly.ts'
import type { Level } from '../levels.ts'

export type Withdrawal = 'paid' | 'refused'

/** Pays 80 from one of two accounts, if both together have 80: either may be overdrawn alone. */
export function withdraw(pool: Pool, level: Level, account: number): Promise<Withdrawal> {
  return inTransaction(
    pool,
    async (client) => {
      const { rows } = await client.query('select balance from accounts where id in (1, 2)')
      if (rows.reduce((sum, { balance }) => sum + balance, 0) < 80) return 'refused'
      // RACE: the other withdrawal has seen the same two balances.
      await client.query('update accounts set balance = balance - 80 where id = $1', [account])
      return 'paid'
    },
    { level },
  )
}

export const writeSkew = anomaly<{ alice: Withdrawal; bob: Withdrawal }>({
  id: 'write-skew',
  code: 'G2-item',
  name: 'write skew on items',
  story:
    'Two accounts have 50 each; together they must not be overdrawn. Alice takes 80 from one, Bob 80 from the other.',
  promise: 'the accounts are not overdrawn',
  setup: 'truncate accounts; insert into accounts values (1, 50), (2, 50)',
  actors: {
    alice: (pool, level) => withdraw(pool, level, 1),
    bob: (pool, level) => withdraw(pool, level, 2),
  },
  async happened(_, plain) {
    const { rows } = await plain.query('select sum(balance)::int as sum from accounts')
    return rows[0].sum < 0 ? `100 were there, ${100 - rows[0].sum} are paid` : undefined
  },
})
