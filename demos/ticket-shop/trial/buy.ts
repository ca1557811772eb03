import { setTimeout as wait } from 'node:timers/promises'
import type { Ask } from './ask.ts'

/** What somebody wants to buy once, however often the shop has to be asked. */
export interface Purchase {
  key: string
  eventId: string
  quantity: number
  card: string
}

/** What the buyer was told. */
export type Told = 'complete' | 'cancelled' | 'parked' | 'sold out' | 'refused'

export interface Bought extends Purchase {
  email: string
  told: Told
  /** Undefined when the shop has taken no order. */
  orderId: string | undefined
}

export interface Buyer {
  email: string
  token: string
}

const pauseMs = 100
const lookMs = 250

/** Asks until the shop has answered, always with the same key, then until the order has ended. */
export async function buy(
  ask: Ask,
  { email, token }: Buyer,
  purchase: Purchase,
  signal: AbortSignal,
): Promise<Bought> {
  const { key, ...body } = purchase
  const bought = (told: Told, orderId?: string): Bought => ({ ...purchase, email, told, orderId })
  let orderId: string
  for (;;) {
    const answer = await ask({
      method: 'POST',
      path: '/orders',
      token,
      headers: { 'idempotency-key': key },
      body,
    })
    if (answer.status === 202 || answer.status === 200) {
      orderId = (answer.body as { id: string }).id
      break
    }
    if (answer.status === 409) return bought('sold out')
    if (answer.status !== 0 && answer.status !== 429 && answer.status < 500)
      return bought('refused')
    await wait(Math.min(answer.retryAfterMs ?? pauseMs, 1_000), undefined, { signal })
  }
  for (;;) {
    await wait(lookMs, undefined, { signal })
    const { status, body: order } = await ask({ path: `/orders/${orderId}`, token })
    const told = status === 200 ? (order as { status: Told | 'pending' }).status : 'pending'
    if (told !== 'pending') return bought(told, orderId)
  }
}
