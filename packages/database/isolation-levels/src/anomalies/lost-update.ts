// Reads the balance, adds in the application, writes the sum.
// A lost update: the second write is computed from a number that is no longer true.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { anomaly } from '../anomaly.ts'
import type { Level } from '../levels.ts'

function deposit(pool: Pool, level: Level, amount: number): Promise<void> {
  return inTransaction(
    pool,
    async (client) => {
      const { rows } = await client.query('select balance from accounts where id = 1')
      // RACE: another deposit is written here, and overwritten below.
      await client.query('update accounts set balance = $1 where id = 1', [
        rows[0].balance + amount,
      ])
    },
    { level },
  )
}

export const lostUpdate = anomaly<{ alice: void; bob: void }>({
  id: 'lost-update',
  code: 'P4',
  name: 'lost update',
  story: 'The balance is 100. Alice deposits 20, Bob 30. Both succeed, and one deposit is gone.',
  promise: 'no deposit is lost',
  setup: 'truncate accounts; insert into accounts values (1, 100)',
  actors: {
    alice: (pool, level) => deposit(pool, level, 20),
    bob: (pool, level) => deposit(pool, level, 30),
  },
  async happened(seen, plain) {
    const { rows } = await plain.query('select balance from accounts where id = 1')
    const expected = 100 + ('alice' in seen ? 20 : 0) + ('bob' in seen ? 30 : 0)
    if (rows[0].balance === expected) return undefined
    return `${expected} expected, ${rows[0].balance} there`
  },
})
