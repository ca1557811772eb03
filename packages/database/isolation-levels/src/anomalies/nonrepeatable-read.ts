// Alice reads the same row twice in one transaction, while Bob changes it.
// The second read sees another value than the first.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { anomaly } from '../anomaly.ts'
import type { Level } from '../levels.ts'

function readTwice(pool: Pool, level: Level): Promise<number[]> {
  return inTransaction(
    pool,
    async (client) => {
      const first = await client.query('select balance from accounts where id = 1')
      // RACE: another client's commit changes the row here.
      const second = await client.query('select balance from accounts where id = 1')
      return [first.rows[0].balance, second.rows[0].balance]
    },
    { level },
  )
}

function deposit(pool: Pool, level: Level): Promise<void> {
  return inTransaction(
    pool,
    async (client) => {
      await client.query('update accounts set balance = balance + 50 where id = 1')
    },
    { level },
  )
}

export const nonrepeatableRead = anomaly<{ alice: number[]; bob: void }>({
  id: 'nonrepeatable-read',
  code: 'P2',
  name: 'nonrepeatable read',
  story: 'Alice reads a balance twice. Bob deposits 50 in between, and the two numbers differ.',
  promise: 'both reads of a row agree',
  setup: 'truncate accounts; insert into accounts values (1, 100)',
  actors: { alice: readTwice, bob: deposit },
  async happened({ alice }) {
    return alice === undefined || alice[0] === alice[1]
      ? undefined
      : `alice saw ${alice.join(', then ')}`
  },
})
