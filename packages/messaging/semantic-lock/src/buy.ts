import type { Databases } from './open-databases.ts'

export type Answer = 'bought' | 'card declined' | 'sold out' | 'ask again'

/** One way for a saga of two steps, stock and payment, to sell the last lamp. */
export type Buy = (databases: Databases, buyer: string) => Promise<Answer>

/** Takes 30 from the buyer's card; returns false when there is no credit. */
export async function pay({ payment }: Databases, buyer: string): Promise<boolean> {
  const { rowCount } = await payment.query(
    'insert into charges (buyer, amount) select $1, 30 from cards where id = $1 and credit >= 30',
    [buyer],
  )
  return rowCount === 1
}
