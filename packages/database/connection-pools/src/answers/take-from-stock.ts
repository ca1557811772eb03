import type { PoolClient } from 'pg'
import type { Answer } from './answers-every-request.ts'

/** Takes pieces from the stock; PostgreSQL refuses to take more than there are (23514). */
export function takeFromStock(client: PoolClient, quantity: number): Promise<unknown> {
  return client.query('update products set stock = stock - $1 where id = 1', [quantity])
}

/** What a customer hears when the order has failed so. */
export function refusal(error: unknown): Answer {
  if ((error as { code?: string }).code === '23514') return 'refused'
  throw error
}
