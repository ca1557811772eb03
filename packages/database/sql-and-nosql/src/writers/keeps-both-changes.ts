import { conduct, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import type { Database } from '../open-database.ts'

/** One way to set the price or the stock of product 1. */
export type SetKey = (pool: Pool, key: 'price' | 'stock', value: number) => Promise<'set'>

/** The contract: one client sets the price, another one the stock, and both changes are there. */
export function keepsBothChanges({ pool, plain }: Database, setKey: SetKey): Race {
  return conduct({
    setup: () =>
      plain.query(`
        truncate documents, variants;
        insert into documents values (1, '{"name": "Lamp", "price": 100, "stock": 5}');
        insert into variants values (1, '1-1', 100, 5)`),
    actors: {
      pricing: () => setKey(pool, 'price', 120),
      warehouse: () => setKey(pool, 'stock', 4),
    },
    invariant: async (endings) => {
      const { rows } = await plain.query(`
        select body -> 'price' as price, body -> 'stock' as stock from documents
        union all select to_jsonb(price), to_jsonb(stock) from variants`)
      // One of the two shapes is written, the other one is as it was.
      const { price, stock } = rows.find((row) => row.price !== 100 || row.stock !== 5) ?? rows[0]
      if (price !== 120) return `the price is ${price}, and 120 was set`
      if (stock !== 4) return `the stock is ${stock}, and 4 was set`
      const failed = Object.entries(endings).find(([, { kind }]) => kind !== 'finished')
      return failed && `${failed[0]} got no answer (${endingText(failed[1])})`
    },
  })
}
