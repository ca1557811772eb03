// Two buyers buy the same car: each writes the listing, then the invoice.
// A dirty write overwrites what is not committed yet, and so mixes the two.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { anomaly } from '../anomaly.ts'
import type { Level } from '../levels.ts'

function buyCar(pool: Pool, level: Level, buyer: string): Promise<void> {
  return inTransaction(
    pool,
    async (client) => {
      // BLOCKS: until the transaction that changed the listing first commits or rolls back.
      await client.query('update listings set buyer = $1 where car = 1', [buyer])
      await client.query('update invoices set recipient = $1 where car = 1', [buyer])
    },
    { level },
  )
}

export const dirtyWrite = anomaly<{ alice: void; bob: void }>({
  id: 'dirty-write',
  code: 'G0',
  name: 'dirty write',
  story: 'Alice and Bob buy the same car. The car goes to one, and the invoice to the other.',
  promise: 'the car and the invoice go to one buyer',
  setup: `
    truncate listings, invoices;
    insert into listings values (1, null);
    insert into invoices values (1, null)`,
  actors: {
    alice: (pool, level) => buyCar(pool, level, 'alice'),
    bob: (pool, level) => buyCar(pool, level, 'bob'),
  },
  async happened(_, plain) {
    const { rows } = await plain.query(
      'select buyer, recipient from listings join invoices using (car)',
    )
    const { buyer, recipient } = rows[0]
    if (buyer === recipient) return undefined
    return `the car goes to ${buyer}, the invoice to ${recipient}`
  },
})
