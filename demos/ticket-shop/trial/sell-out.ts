import { setTimeout as wait } from 'node:timers/promises'
import type { Ask } from './ask.ts'
import { buy } from './buy.ts'
import type { Bought, Buyer, Purchase } from './buy.ts'

export interface Sale {
  ask: Ask
  buyers: readonly Buyer[]
  eventId: string
  /** From 0 up to 1. */
  random: () => number
  /** Purchases a second, whatever became of those before: nobody waits for a slow shop. */
  perSecond: number
  /** Ends the sale; what is under way is still waited for. */
  until: AbortSignal
  /** Gives up what is under way, too. */
  signal: AbortSignal
}

/** One card in twenty is declined. Its last digits say so to the payment provider. */
const declinedShare = 0.05

/** Lets buyers buy, each at a time of its own, until the sale ends. */
export async function sellOut(sale: Sale): Promise<Bought[]> {
  const { ask, buyers, random, perSecond, until, signal } = sale
  const bought: Promise<Bought>[] = []
  const begin = performance.now()
  for (let number = 1; !until.aborted && !signal.aborted; number += 1) {
    const buyer = buyers[Math.floor(random() * buyers.length)]!
    const quantity = 1 + Math.floor(random() * 4)
    bought.push(buy(ask, buyer, purchaseOf(number, sale.eventId, quantity, random()), signal))
    const dueMs = (number / perSecond) * 1000 - (performance.now() - begin)
    await wait(Math.max(0, dueMs), undefined, { signal: until }).catch(() => {})
  }
  return Promise.all(bought)
}

/** Each purchase has a card of its own, so that the audit can tell purchases from orders. */
export function purchaseOf(
  number: number,
  eventId: string,
  quantity: number,
  luck: number,
): Purchase {
  const lastDigits = luck < declinedShare ? '0002' : '1111'
  return {
    key: `purchase-${number}`,
    eventId,
    quantity,
    card: `${String(number).padStart(12, '4')}${lastDigits}`,
  }
}
