import { setTimeout as wait } from 'node:timers/promises'
import { buy } from './buy.ts'
import type { Purchase } from './buy.ts'
import { freeSeats } from './concert.ts'
import type { Trial } from './trial.ts'

/** One card in twenty is declined. Its last digits say so to the payment provider. */
const declinedShare = 0.05

/**
 * Lets buyers buy, so many purchases a second, whatever became of those before: nobody waits for a
 * slow shop.
 *
 * @param until Ends the sale. What is under way is waited for.
 */
export async function sell(trial: Trial, perSecond: number, until: AbortSignal): Promise<void> {
  const underWay: Promise<void>[] = []
  const begin = performance.now()
  for (let count = 1; !until.aborted; count += 1) {
    underWay.push(buyOne(trial))
    const dueMs = (count / perSecond) * 1000 - (performance.now() - begin)
    await wait(Math.max(0, dueMs), undefined, { signal: until }).catch(() => {})
  }
  await Promise.all(underWay)
}

const atOnce = 32

/** Lets some buyers at once buy what is left, each the next as soon as it can, until all is sold. */
export async function sellRest(trial: Trial): Promise<void> {
  const { books, concert, signal } = trial
  const isLeft = async () => !signal.aborted && (await freeSeats(books.pool, concert.eventId)) > 0
  const buyOn = async () => {
    while (await isLeft()) await buyOne(trial)
  }
  // A declined card gives seats back when all the others are gone.
  while (await isLeft()) await Promise.all(Array.from({ length: atOnce }, buyOn))
}

async function buyOne(trial: Trial): Promise<void> {
  const { ask, buyers, random, concert, bought, signal } = trial
  const buyer = buyers[Math.floor(random() * buyers.length)]!
  const quantity = 1 + Math.floor(random() * 4)
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
  const lastDigits = luck < declinedShare ? '0002' : '1111'
  return {
    key: `purchase-${number}`,
    eventId,
    quantity,
    card: `4${String(number).padStart(11, '0')}${lastDigits}`,
  }
}
