import { setTimeout as wait } from 'node:timers/promises'
import type { Pool } from 'pg'
import { createAsk } from '../trial/ask.ts'
import { placeOnce } from '../trial/buy.ts'
import { purchaseOf } from '../trial/sell-out.ts'
import type { Sale } from './open-sale.ts'

export const seatsPerOrder = 2

/** The limits of an account would slow a sale that has few of them. */
export const withoutLimits = { STANDARD_LIMIT: '1000000' }

/**
 * Orders, so many at once, and asks for none of them again how it has ended.
 *
 * @param from The number of the first order: each has a key and a card of its own.
 * @throws {Error} If one is not taken: then the numbers would be of something else.
 */
export async function placeOrders(
  url: string,
  { eventId, tokens }: Sale,
  { from, count, atOnce }: { from: number; count: number; atOnce: number },
): Promise<void> {
  const ask = createAsk(url, () => {})
  const accepted = 1
  let next = from
  const order = async () => {
    while (next < from + count) {
      const number = next
      next += 1
      const buyer = { token: tokens[number % tokens.length]! }
      const purchase = purchaseOf(number, eventId, seatsPerOrder, accepted)
      const { orderId, told } = await placeOnce(ask, buyer, purchase)
      if (orderId === undefined) throw new Error(`Cannot measure: order ${number} is ${told}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, order))
}

const lookMs = 20

/** Waits until so many orders are complete. */
export async function untilComplete(pool: Pool, count: number): Promise<void> {
  const complete = async () => {
    const { rows } = await pool.query(
      `select count(*)::int as complete from orders where status = 'complete'`,
    )
    return rows[0].complete as number
  }
  while ((await complete()) < count) await wait(lookMs)
}

/** Waits until nothing is left to do: mails are sent, the books compared, and no event waits. */
export async function untilAtRest(pool: Pool): Promise<void> {
  const isAtRest = async () => {
    const { rows } = await pool.query(
      `select not exists (select from orders where reconciled_at is null)
         and not exists (select from mails where status <> 'sent')
         and not exists (select from outbox) as rest`,
    )
    return rows[0].rest as boolean
  }
  while (!(await isAtRest())) await wait(lookMs)
}
