// Alice changes a balance twice in one transaction; Bob reads it.
// An intermediate read sees the first change, which the writer replaces before it commits.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { anomaly } from '../anomaly.ts'
import type { Level } from '../levels.ts'

function depositThenFee(pool: Pool, level: Level): Promise<void> {
  return inTransaction(
    pool,
    async (client) => {
      await client.query('update accounts set balance = balance + 50 where id = 1')
      // RACE: another client may look at the balance here.
      await client.query('update accounts set balance = balance - 5 where id = 1')
    },
    { level },
  )
}

function readBalance(pool: Pool, level: Level): Promise<number> {
  return inTransaction(
    pool,
    async (client) => {
      const { rows } = await client.query('select balance from accounts where id = 1')
      return rows[0].balance
    },
    { level },
  )
}

export const intermediateRead = anomaly<{ alice: void; bob: number }>({
  id: 'intermediate-read',
  code: 'G1b',
  name: 'intermediate read',
  story:
    'Alice deposits 50 and pays a fee of 5, in one transaction. Bob reads the balance in between.',
  promise: 'no reader sees half a transaction',
  setup: 'truncate accounts; insert into accounts values (1, 100)',
  actors: { alice: depositThenFee, bob: readBalance },
  async happened({ bob }) {
    if (bob === undefined || bob === 100 || bob === 145) return undefined
    return `committed were 100 and 145, bob saw ${bob}`
  },
})
