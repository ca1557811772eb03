// Reads two accounts one after the other, while money moves from one to the other.
// Read skew: each number was true, but never both at the same time.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { anomaly } from '../anomaly.ts'
import type { Level } from '../levels.ts'

function readBoth(pool: Pool, level: Level): Promise<number> {
  return inTransaction(
    pool,
    async (client) => {
      const first = await client.query('select balance from accounts where id = 1')
      // RACE: the transfer commits here.
      const second = await client.query('select balance from accounts where id = 2')
      return first.rows[0].balance + second.rows[0].balance
    },
    { level },
  )
}

function transfer(pool: Pool, level: Level): Promise<void> {
  return inTransaction(
    pool,
    async (client) => {
      await client.query('update accounts set balance = balance - 50 where id = 1')
      await client.query('update accounts set balance = balance + 50 where id = 2')
    },
    { level },
  )
}

export const readSkew = anomaly<{ alice: number; bob: void }>({
  id: 'read-skew',
  code: 'G-single',
  name: 'read skew',
  story: 'Two accounts have 100 each. Bob moves 50 from one to the other while Alice adds them up.',
  promise: 'the sum of both accounts is right',
  setup: 'truncate accounts; insert into accounts values (1, 100), (2, 100)',
  actors: { alice: readBoth, bob: transfer },
  async happened({ alice }) {
    return alice === undefined || alice === 200
      ? undefined
      : `there were always 200, alice saw ${alice}`
  },
})
