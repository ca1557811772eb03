import type { Account } from '../src/providers/payment-provider.ts'
import type { Finding } from './finding.ts'
import { promises } from './promises.ts'
import type { Order } from './read-books.ts'

/** Of each order the same sum: what the provider took, what it costs, what its organiser is credited. */
export function moneyAddsUp(
  charged: readonly Account[],
  complete: readonly Order[],
  ledger: readonly { order_id: string | null; amount_cents: number }[],
): Finding {
  const paid = sumByOrder(charged.map(({ orderId, amountCents }) => [orderId, amountCents]))
  const sold = sumByOrder(complete.map(({ id, amount_cents }) => [id, amount_cents]))
  const credited = sumByOrder(
    ledger.flatMap(({ order_id: id, amount_cents }) => (id === null ? [] : [[id, amount_cents]])),
  )
  const orders = new Set([...paid.keys(), ...sold.keys(), ...credited.keys()])
  const wrong = [...orders].filter(
    (id) => new Set([paid, sold, credited].map((sums) => sums.get(id))).size > 1,
  )
  const total = (sums: ReadonlyMap<string, number>) => euros(sum([...sums.values()]))
  return {
    text: promises.sums,
    broken:
      wrong.length === 0
        ? undefined
        : `${wrong.length} orders do not: ${total(paid)} are paid, ${total(sold)} sold, ${total(credited)} credited`,
  }
}

function sumByOrder(entries: readonly (readonly [id: string, cents: number])[]) {
  const sums = new Map<string, number>()
  for (const [id, cents] of entries) sums.set(id, (sums.get(id) ?? 0) + cents)
  return sums
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function euros(cents: number): string {
  return (cents / 100).toFixed(2)
}
