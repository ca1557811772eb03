import { setTimeout as wait } from 'node:timers/promises'
import type { Ask } from './ask.ts'

/** What a buyer wants to buy once, however often the shop has to be asked. */
export interface Purchase {
  key: string
  eventId: string
  quantity: number
  card: string
}

/** What the buyer was told; `pending` when the trial ended before an answer came. */
export type Told = 'pending' | 'complete' | 'cancelled' | 'parked' | 'sold out' | 'refused'

export interface Bought extends Purchase {
  told: Told
  /** Undefined when the shop has taken no order. */
  orderId: string | undefined
}

export interface Buyer {
  token: string
}

const pauseMs = 100
/** The longer an order takes, the more seldom its buyer looks. */
const firstLookMs = 400
const mostLookMs = 5_000

/** Asks until the shop has answered, always with the same key, then until the order has ended. */
export async function buy(
  ask: Ask,
  buyer: Buyer,
  purchase: Purchase,
  signal: AbortSignal,
): Promise<Bought> {
  let { told, orderId } = await placeOnce(ask, buyer, purchase)
  try {
    while (told === 'pending' && orderId === undefined) {
      await wait(pauseMs, undefined, { signal })
      ;({ told, orderId } = await placeOnce(ask, buyer, purchase))
    }
    for (let lookMs = firstLookMs; told === 'pending'; lookMs *= 2) {
      await wait(Math.min(lookMs, mostLookMs), undefined, { signal })
      const { status, body } = await ask({ path: `/orders/${orderId}`, token: buyer.token })
      if (status === 200) told = (body as { status: Told }).status
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
  return { ...purchase, told, orderId }
}

/** Longer than the trial's shop holds seats: by then an order has ended that is not lost. */
const patienceMs = 90_000

/** Buys for a fault, which has to end also where the shop has lost the order: that is pending then. */
export function buyInTime(
  ask: Ask,
  buyer: Buyer,
  purchase: Purchase,
  signal: AbortSignal,
  withinMs = patienceMs,
): Promise<Bought> {
  return buy(ask, buyer, purchase, AbortSignal.any([signal, AbortSignal.timeout(withinMs)]))
}

/** Asks once. Pending without an order: it may be asked again, with the same key. */
export async function placeOnce(
  ask: Ask,
  { token }: Buyer,
  { key, ...body }: Purchase,
): Promise<{ told: Told; orderId: string | undefined }> {
  const headers = { 'idempotency-key': key }
  const answer = await ask({ method: 'POST', path: '/orders', token, headers, body })
  const again = answer.status === 0 || answer.status === 429 || answer.status >= 500
  if (again) return { told: 'pending', orderId: undefined }
  if (answer.status === 409) return { told: 'sold out', orderId: undefined }
  if (answer.status >= 400) return { told: 'refused', orderId: undefined }
  return { told: 'pending', orderId: (answer.body as { id: string }).id }
}
