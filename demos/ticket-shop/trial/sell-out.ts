import { setTimeout as wait } from 'node:timers/promises'
import { declinedDigits } from '../src/providers/payment-provider.ts'
import { buy } from './buy.ts'
import type { Purchase } from './buy.ts'
import { freeSeats } from './concert.ts'
import type { Trial } from './trial.ts'

/** One card in twenty is declined. Its last digits say so to the payment provider. */
const declinedShare = 0.05

const scarceShare = 0.8
const scarcePerSecond = 2

/**
 * Lets buyers buy, so many purchases a second, whatever became of those before: no purchase waits for a
 * slow shop.
 *
 * @param until Ends the sale. What is under way is waited for.
 */
export async function sell(trial: Trial, perSecond: number, until: AbortSignal): Promise<void> {
  const underWay: Promise<void>[] = []
  const begin = performance.now()
  let dueMs = 0
  let wanted = 0
  while (!until.aborted) {
    // What is left of a scarce concert is for those whom the faults are still to meet.
    const isScarce = wanted > scarceShare * trial.concert.seats
    const quantity = isScarce ? 1 : 1 + Math.floor(trial.random() * 4)
    wanted += quantity
    underWay.push(buyOne(trial, quantity))
    dueMs += 1000 / (isScarce ? Math.min(scarcePerSecond, perSecond) : perSecond)
    const leftMs = Math.max(0, dueMs - (performance.now() - begin))
    await wait(leftMs, undefined, { signal: until }).catch(() => {})
  }
  await Promise.all(underWay)
}

const atOnce = 32

/** Lets some buyers at once buy what is left, each the next as soon as it can, until all is sold. */
export async function sellRest(trial: Trial): Promise<void> {
  const { data, concert, signal } = trial
  const isLeft = async () => !signal.aborted && (await freeSeats(data.pool, concert.eventId)) > 0
  const buyOn = async () => {
    while (await isLeft()) await buyOne(trial, 1 + Math.floor(trial.random() * 4))
  }
  // A declined card gives seats back when all the others are gone.
  while (await isLeft()) await Promise.all(Array.from({ length: atOnce }, buyOn))
}

async function buyOne(trial: Trial, quantity: number): Promise<void> {
  const { ask, buyers, random, concert, bought, signal } = trial
  const buyer = buyers[Math.floor(random() * buyers.length)]!
  const purchase = purchaseOf(trial.nextNumber(), concert.eventId, quantity, random())
  bought.push(await buy(ask, buyer, purchase, signal))
}

/** Each purchase has a card of its own, so that the audit can tell purchases from orders. */
export function purchaseOf(
  number: number,
  eventId: string,
  quantity: number,
  luck: number,
): Purchase {
  const lastDigits = luck < declinedShare ? declinedDigits : '1111'
  return {
    key: `purchase-${number}`,
    eventId,
    quantity,
    card: `4${String(number).padStart(11, '0')}${lastDigits}`,
  }
}
