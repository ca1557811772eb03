// Looks at everything that is written down when all is over: the database, the payment provider's
// books, the mailboxes, and what each buyer wanted and was told. It knows nothing of how.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Account } from '../src/providers/payment-provider.ts'
import type { Bought } from './buy.ts'
import { readBooks } from './read-books.ts'
import type { Order, ReadBooks } from './read-books.ts'
import type { ProvidersReply } from './start-providers.ts'

export interface Promised {
  text: string
  /** What was found instead; undefined when it holds. */
  broken: string | undefined
}

export interface Audit {
  promises: Promised[]
  numbers: Record<string, number>
}

export interface Evidence {
  /** The concert that is sold out. */
  eventId: string
  pool: Pool
  providers: ProvidersReply
  bought: readonly Bought[]
  /** How many statements a page of events costs. */
  statements: number
}

export async function audit(evidence: Evidence): Promise<Audit> {
  const { pool, eventId, providers } = evidence
  const books = await inTransaction(pool, (client) => readBooks(client, eventId), {
    level: 'repeatable read',
  })
  const { orders } = books
  const charged = providers.books.accounts.filter(({ state }) => state === 'charged')
  const complete = orders.filter(({ status }) => status === 'complete')
  const found: Found = {
    evidence,
    books,
    charged,
    chargedIds: new Set(charged.map(({ orderId }) => orderId)),
    complete,
    completeIds: new Set(complete.map(({ id }) => id)),
  }
  return {
    promises: [
      ...seatPromises(found),
      ...chargePromises(found),
      ...orderPromises(found),
      ...moneyPromises(found),
      ...loadPromises(found),
    ],
    numbers: countAll(found),
  }
}

/** The books, and which orders are charged and which are complete. */
interface Found {
  evidence: Evidence
  books: ReadBooks
  charged: readonly Account[]
  chargedIds: ReadonlySet<string>
  complete: readonly Order[]
  completeIds: ReadonlySet<string>
}

function promise(text: string, wrong: number, whatIsWrong: string): Promised {
  return { text, broken: wrong === 0 ? undefined : `${wrong} ${whatIsWrong}` }
}

function seatPromises({ books }: Found): Promised[] {
  return [
    promise(
      'no seat is sold to two orders',
      countRepeated(books.promised.map(({ seat_id }) => seat_id)),
      'seats are promised to two orders',
    ),
    promise(
      'no seat has two tickets',
      countRepeated(books.tickets.map(({ seat_id }) => seat_id)),
      'seats have two tickets',
    ),
  ]
}

function chargePromises({ books, chargedIds, complete, completeIds }: Found): Promised[] {
  const ticketsOf = Map.groupBy(books.tickets, ({ order_id }) => order_id)
  return [
    promise(
      'a buyer who buys once is charged once',
      // Each purchase of the trial has a card of its own.
      countRepeated(books.orders.filter(({ id }) => chargedIds.has(id)).map(({ card }) => card)),
      'purchases are charged twice',
    ),
    promise(
      'every buyer who is charged has the tickets, and the other way round',
      chargedIds.symmetricDifference(completeIds).size +
        complete.filter(({ id, quantity }) => quantity > (ticketsOf.get(id)?.length ?? 0)).length,
      'orders are charged without tickets, or have tickets without a charge',
    ),
  ]
}

function orderPromises({ books, evidence, complete, completeIds }: Found): Promised[] {
  const mails = new Map<string, number>()
  for (const { text } of evidence.providers.mails) {
    const [, id = ''] = /^Order (\S+):/.exec(text) ?? []
    mails.set(id, (mails.get(id) ?? 0) + 1)
  }
  return [
    promise(
      'no order is lost',
      books.orders.filter(({ status }) => status === 'pending' || status === 'parked').length +
        evidence.bought.filter(
          ({ told, orderId }) => told === 'complete' && !completeIds.has(orderId!),
        ).length,
      'orders have not ended',
    ),
    promise(
      'every hold is sold or released',
      books.seats.filter(({ order_id: id }) => id !== null && !completeIds.has(id)).length,
      'seats are held without an order',
    ),
    promise(
      'every buyer has one mail',
      complete.filter(({ id }) => mails.get(id) !== 1).length,
      'orders have no mail, or two',
    ),
  ]
}

function moneyPromises({ books: { ledger }, charged, complete }: Found): Promised[] {
  const ofOrganisers = Map.groupBy(ledger, ({ organiser_id }) => organiser_id)
  return [
    moneyAddsUp(charged, complete, ledger),
    promise(
      'no organiser is paid more than was sold',
      [...ofOrganisers.values()].filter(wasNegative).length,
      'organisers are paid too much',
    ),
  ]
}

/**
 * A burst of a standard plan and what comes back of it in ten seconds, and as much again: in the
 * local buckets, while Redis does not answer in time.
 */
const allowedOrders = 2 * (24 + 4)

/** What two breakers let through before they open, and when they look whether all is well again. */
const allowedInVain = 120

function loadPromises({
  books: { busiest },
  evidence: { providers, statements },
}: Found): Promised[] {
  const { askedInVain } = providers.books
  return [
    promise(
      'no account orders more often than its plan allows',
      busiest > allowedOrders ? busiest : 0,
      `orders of one buyer within ten seconds; the plan allows ${allowedOrders}`,
    ),
    promise(
      'a payment provider that fails is left alone',
      askedInVain > allowedInVain ? askedInVain : 0,
      `requests in vain, ${allowedInVain} at most`,
    ),
    promise('a page of events costs 3 statements', statements === 3 ? 0 : statements, 'statements'),
  ]
}

function countAll({
  books,
  evidence,
  charged,
  complete,
  completeIds,
}: Found): Record<string, number> {
  const { orders, seats } = books
  return {
    orders: orders.length,
    complete: complete.length,
    cancelled: orders.filter(({ status }) => status === 'cancelled').length,
    seats: seats.length,
    soldSeats: seats.filter(({ order_id: id }) => id !== null && completeIds.has(id)).length,
    freeSeats: seats.filter(({ order_id }) => order_id === null).length,
    charged: charged.length,
    mails: evidence.providers.mails.length,
    cents: sum(charged.map(({ amountCents }) => amountCents)),
  }
}

function moneyAddsUp(
  charged: readonly Account[],
  complete: readonly Order[],
  ledger: readonly { order_id: string | null; amount_cents: number }[],
): Promised {
  const paid = sum(charged.map(({ amountCents }) => amountCents))
  const sold = sum(complete.map(({ amount_cents }) => amount_cents))
  const sales = ledger.filter(({ order_id }) => order_id !== null)
  const credited = sum(sales.map(({ amount_cents }) => amount_cents))
  return {
    text: 'what buyers paid is what was sold, and what organisers are credited',
    broken:
      paid === sold && sold === credited
        ? undefined
        : `${euros(paid)} are paid, ${euros(sold)} sold, ${euros(credited)} credited`,
  }
}

function countRepeated(values: readonly unknown[]): number {
  return [...Map.groupBy(values, (value) => value).values()].filter(({ length }) => length > 1)
    .length
}

/** Whether a payout took more than was there. Entries are in the order in which they were made. */
function wasNegative(entries: readonly { amount_cents: number }[]): boolean {
  let balance = 0
  return entries.some(({ amount_cents }) => (balance += amount_cents) < 0)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function euros(cents: number): string {
  return (cents / 100).toFixed(2)
}
