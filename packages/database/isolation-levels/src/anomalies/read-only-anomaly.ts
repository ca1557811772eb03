// A deposit and a withdrawal that some order explains, and a report that only reads.
// With the report no order explains them: Fekete, O'Neil and O'Neil, 2004.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { anomaly } from '../anomaly.ts'
import type { Level } from '../levels.ts'

function depositToSavings(pool: Pool, level: Level): Promise<void> {
  return inTransaction(
    pool,
    async (client) => {
      await client.query('update accounts set balance = balance + 20 where id = 2')
    },
    { level },
  )
}

/** Withdraws 10 from checking; when both accounts together do not have it, there is a fee of 1. */
function withdrawFromChecking(pool: Pool, level: Level): Promise<{ fee: number }> {
  return inTransaction(
    pool,
    async (client) => {
      const { rows } = await client.query('select sum(balance)::int as sum from accounts')
      const fee = rows[0].sum < 10 ? 1 : 0
      await client.query('update accounts set balance = balance - $1 where id = 1', [10 + fee])
      return { fee }
    },
    { level },
  )
}

function report(pool: Pool, level: Level): Promise<number[]> {
  return inTransaction(
    pool,
    async (client) => {
      const { rows } = await client.query('select balance from accounts order by id')
      return rows.map(({ balance }) => balance)
    },
    { level },
  )
}

export const readOnlyAnomaly = anomaly<{ alice: void; bob: { fee: number }; carol: number[] }>({
  id: 'read-only-anomaly',
  code: 'G2, read-only',
  name: 'read-only serialization anomaly',
  story:
    "Alice deposits 20, Bob withdraws 10. Carol's report shows the deposit and no withdrawal, and yet Bob pays a fee for an empty account.",
  promise: 'the report fits a serial order',
  setup: 'truncate accounts; insert into accounts values (1, 0), (2, 0)',
  actors: { alice: depositToSavings, bob: withdrawFromChecking, carol: report },
  async happened({ bob, carol }) {
    if (bob?.fee !== 1 || carol === undefined) return undefined
    const depositFirst = carol[0] === 0 && carol[1] === 20
    return depositFirst
      ? 'the report shows 20 before the withdrawal, and bob paid a fee for having 0'
      : undefined
  },
})
