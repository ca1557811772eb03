// A report lists the expenses and then sums them, while another transaction adds one.
// The second statement finds other rows for the same condition: a phantom.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { anomaly } from '../anomaly.ts'
import type { Level } from '../levels.ts'

interface Report {
  listed: number
  sum: number
}

function report(pool: Pool, level: Level): Promise<Report> {
  return inTransaction(
    pool,
    async (client) => {
      const { rows } = await client.query('select amount from expenses where amount >= 10')
      // RACE: another client's commit adds a row here.
      const total = await client.query('select sum(amount)::int from expenses where amount >= 10')
      return { listed: rows.reduce((sum, { amount }) => sum + amount, 0), sum: total.rows[0].sum }
    },
    { level },
  )
}

function spend(pool: Pool, level: Level): Promise<void> {
  return inTransaction(
    pool,
    async (client) => {
      await client.query('insert into expenses (amount) values (30)')
    },
    { level },
  )
}

export const phantom = anomaly<{ alice: Report; bob: void }>({
  id: 'phantom',
  code: 'PMP',
  name: 'phantom',
  story: 'Alice lists the expenses of 10 or more, then sums them. Bob adds one in between.',
  promise: 'the list and its sum agree',
  setup: 'truncate expenses; insert into expenses (amount) values (20)',
  actors: { alice: report, bob: spend },
  async happened({ alice }) {
    if (alice === undefined || alice.listed === alice.sum) return undefined
    return `alice's report lists ${alice.listed}, and says that the sum is ${alice.sum}`
  },
})
