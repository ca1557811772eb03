// Each transaction writes one row and reads the row that the other one writes.
// If both see the other's write, each came after the other: no order explains that.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { anomaly } from '../anomaly.ts'
import type { Level } from '../levels.ts'

function writeOwnReadOther(pool: Pool, level: Level, own: number, other: number): Promise<number> {
  return inTransaction(
    pool,
    async (client) => {
      await client.query('update accounts set balance = balance + 50 where id = $1', [own])
      const { rows } = await client.query('select balance from accounts where id = $1', [other])
      return rows[0].balance
    },
    { level },
  )
}

export const circularInformationFlow = anomaly<{ alice: number; bob: number }>({
  id: 'circular-information-flow',
  code: 'G1c',
  name: 'circular information flow',
  story:
    "Alice and Bob each deposit 50 and look at the other's account. Each sees the other's deposit.",
  promise: 'two transactions do not see each other',
  setup: 'truncate accounts; insert into accounts values (1, 100), (2, 100)',
  actors: {
    alice: (pool, level) => writeOwnReadOther(pool, level, 1, 2),
    bob: (pool, level) => writeOwnReadOther(pool, level, 2, 1),
  },
  async happened({ alice, bob }) {
    return alice === 150 && bob === 150 ? 'each saw what the other wrote' : undefined
  },
})
