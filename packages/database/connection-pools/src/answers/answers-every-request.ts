import { answerOf, conduct, endingText, watch } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import { openAll } from '../open-all.ts'
import type { Database } from '../open-database.ts'

export type Answer = 'ordered' | 'refused'

/** One way to take an order, and to write into the audit log that it came. */
export type Order = (pool: Pool, customer: string, quantity: number) => Promise<Answer>

export interface Requests {
  /** How many clients the pool has at most. */
  clients: number
  /** How many pieces each customer orders; ten are there, so that more than ten are refused. */
  orders: Record<string, number>
  connectionTimeoutMillis?: number
}

/** Bob orders more than there is. */
export const twoAtOnce: Requests = { clients: 2, orders: { alice: 1, bob: 11 } }
export const bothServed: Requests = { clients: 2, orders: { alice: 1, bob: 1 } }
export const threeServed: Requests = { clients: 3, orders: { alice: 1, bob: 1, carol: 1 } }
export const oneRefused: Requests = { clients: 1, orders: { alice: 11, bob: 1 } }

/**
 * The contract of every way: requests that come at the same time are all answered, as if each were
 * alone, and the pool gets its clients back.
 */
export function answersEveryRequest(
  db: Database,
  order: Order,
  { clients, orders, connectionTimeoutMillis = 0 }: Requests,
): Race {
  const pool = watch(db.pool({ max: clients }))
  const actors = Object.entries(orders).map(
    ([customer, quantity]) => [customer, () => order(pool, customer, quantity)] as const,
  )
  return conduct({
    setup: async () => {
      await db.plain.query(
        'truncate products, audit; insert into products (id, stock) values (1, 10)',
      )
      if (connectionTimeoutMillis > 0) await limitWaits(pool, connectionTimeoutMillis)
    },
    actors: Object.fromEntries(actors),
    invariant: (endings) => {
      const wrong = Object.entries(orders).find(
        ([customer, quantity]) =>
          answerOf(endings[customer]) !== (quantity > 10 ? 'refused' : 'ordered') ||
          endings[customer]?.leaves !== undefined,
      )
      return Promise.resolve(wrong && `${wrong[0]} ${endingText(endings[wrong[0]])}`)
    },
  })
}

/** Limits how long requests wait for a client, once all are open: a new connection may take longer. */
async function limitWaits(pool: Pool, timeoutMs: number): Promise<void> {
  pool.options.connectionTimeoutMillis = 0
  await openAll(pool)
  pool.options.connectionTimeoutMillis = timeoutMs
}
