import type { Account } from '../src/providers/payment-provider.ts'
import type { Finding } from './finding.ts'
import { promises } from './promises.ts'
import type { Order, ReadBooks } from './read-books.ts'

interface Accounts {
  charged: readonly Account[]
  complete: readonly Order[]
  ledger: ReadBooks['ledger']
  orders: readonly Order[]
}

/**
 * Of each order the same sum: what the provider took, what it costs, what its organiser is credited. It
 * costs as much as its seats.
 */
export function moneyAddsUp({ charged, complete, ledger, orders: all }: Accounts): Finding {
  const paid = sumByOrder(charged.map(({ orderId, amountCents }) => [orderId, amountCents]))
  const sold = sumByOrder(complete.map(({ id, amount_cents }) => [id, amount_cents]))
  const credited = sumByOrder(
    ledger.flatMap(({ order_id: id, amount_cents }) => (id === null ? [] : [[id, amount_cents]])),
  )
  const orders = new Set([...paid.keys(), ...sold.keys(), ...credited.keys()])
  const wrong = [...orders].filter(
    (id) => new Set([paid, sold, credited].map((sums) => sums.get(id))).size > 1,
  )
  const misdirected = elsewhere(ledger, all)
  const mispriced = all.filter(
    ({ quantity, price_cents, amount_cents }) => amount_cents !== quantity * price_cents,
  ).length
  const total = (sums: ReadonlyMap<string, number>) => euros(sum([...sums.values()]))
  return {
    text: promises.sums,
    broken:
      wrong.length + misdirected + mispriced === 0
        ? undefined
        : `${wrong.length} orders do not: ${total(paid)} are paid, ${total(sold)} sold, ${total(credited)} credited, ${misdirected} times to others, ${mispriced} cost more or less than their seats`,
  }
}

/** Entries of another organiser than that of the event, and credits that are of no order. */
function elsewhere(ledger: ReadBooks['ledger'], orders: readonly Order[]): number {
  const organisers = new Map(orders.map(({ id, organiser_id }) => [id, organiser_id]))
  return ledger.filter(({ order_id: id, organiser_id, amount_cents }) =>
    id === null ? amount_cents > 0 : organisers.get(id) !== organiser_id,
  ).length
}

function sumByOrder(entries: readonly (readonly [id: string, cents: number])[]) {
  const sums = new Map<string, number>()
  for (const [id, cents] of entries) sums.set(id, (sums.get(id) ?? 0) + cents)
  // What was credited and taken back is as if it had never been.
  return new Map([...sums].filter(([, cents]) => cents !== 0))
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function euros(cents: number): string {
  return (cents / 100).toFixed(2)
}
