// Two transactions change two prices; a third reads one price after the other.
// What it has seen of a transaction vanishes when the second price is older than the first.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { anomaly } from '../anomaly.ts'
import type { Level } from '../levels.ts'

function setPrices(pool: Pool, level: Level, euros: number): Promise<void> {
  return inTransaction(
    pool,
    async (client) => {
      // BLOCKS: until the transaction that changed the price first commits or rolls back.
      await client.query('update prices set euros = $1 where id = 1', [euros])
      await client.query('update prices set euros = $1 where id = 2', [euros])
    },
    { level },
  )
}

function readPrices(pool: Pool, level: Level): Promise<number[]> {
  return inTransaction(
    pool,
    async (client) => {
      const first = await client.query('select euros from prices where id = 1')
      const second = await client.query('select euros from prices where id = 2')
      return [first.rows[0].euros, second.rows[0].euros]
    },
    { level },
  )
}

export const observedTransactionVanishes = anomaly<{ alice: void; bob: void; carol: number[] }>({
  id: 'observed-transaction-vanishes',
  code: 'OTV',
  name: 'observed transaction vanishes',
  story:
    'Alice sets two prices to 11, Bob to 12. Carol sees the later one of the two, then an older price.',
  promise: 'prices never go back to an older one',
  setup: 'truncate prices; insert into prices values (1, 10), (2, 10)',
  actors: {
    alice: (pool, level) => setPrices(pool, level, 11),
    bob: (pool, level) => setPrices(pool, level, 12),
    carol: readPrices,
  },
  bounds: { serializable: { preemptions: 1 } },
  async happened({ carol }, plain) {
    if (carol === undefined) return undefined
    const { rows } = await plain.query('select euros from prices where id = 1')
    const versions = rows[0].euros === 12 ? [10, 11, 12] : [10, 12, 11]
    const [first, second] = carol.map((euros) => versions.indexOf(euros))
    return second! < first! ? `carol saw ${carol.join(', then ')}` : undefined
  },
})
