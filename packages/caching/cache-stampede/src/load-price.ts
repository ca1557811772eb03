import type { StatementCounter } from '@lab/wire/statement-counter'
import type { Pool } from 'pg'

const statement = 'select price from products where id = $1'

/** Reads the price of a product; null when there is no such product. */
export async function loadPrice(pool: Pool, id: number): Promise<number | null> {
  const { rows } = await pool.query<{ price: number }>(statement, [id])
  return rows[0]?.price ?? null
}

/** Counts the prices that are read from PostgreSQL, from now until the result is called. */
export function countReads(counter: StatementCounter): () => Promise<number> {
  const end = Promise.withResolvers<void>()
  const traffic = counter.during(() => end.promise)
  return async () => {
    end.resolve()
    return (await traffic).statements.filter((text) => text === statement).length
  }
}
