// Looks at everything that is written down when all is over: the database, the payment provider's
// books, the mailboxes, and what each buyer wanted and was told. It knows nothing of how.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Account } from '../src/providers/payment-provider.ts'
import type { Fault } from './faults.ts'
import type { Finding } from './finding.ts'
import type { Bought, Told } from './buy.ts'
import { promises } from './promises.ts'
import type { PromiseText } from './promises.ts'
import { readBooks } from './read-books.ts'
import type { Order, ReadBooks } from './read-books.ts'
import { moneyAddsUp, sum } from './money-adds-up.ts'
import { lostSeats, otherOrders, otherTickets, wrongMails, wronglyRefused } from './orders-agree.ts'
import type { ProvidersReply } from './start-providers.ts'

export interface Promised extends Finding {
  /** The faults of this trial that would have broken it in a shop that does not see to it. */
  testedBy: string[]
}

export interface Audit {
  promises: Promised[]
  numbers: Record<string, number>
}

export interface Poison {
  /** Values of messages in Kafka. */
  messages: readonly string[]
  /** Complete orders of buyers whose address the mail provider refuses. */
  mails: number
}

export interface Evidence {
  /** The concert that is sold out. */
  eventId: string
  pool: Pool
  providers: ProvidersReply
  bought: readonly Bought[]
  /** How many statements a page of events costs. */
  statements: number
  /** What no part of the shop can work with, and the trial has put in. */
  poison: Poison
  /** Where a silent server was not noticed. */
  silences: readonly string[]
  /** Those that have struck, as often as each has. */
  faults: readonly Fault[]
  /** How long each of them lasts, at least. */
  faultMs: number
}

export async function audit(evidence: Evidence): Promise<Audit> {
  const books = await inTransaction(evidence.pool, readBooks, { level: 'repeatable read' })
  return auditBooks(books, evidence)
}

export function auditBooks(books: ReadBooks, evidence: Omit<Evidence, 'pool'>): Audit {
  const { providers } = evidence
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
  const promised = [
    ...seatPromises(found),
    ...chargePromises(found),
    ...orderPromises(found),
    ...moneyPromises(found),
    ...loadPromises(found),
  ]
  return {
    promises: promised.map((one) => ({ ...one, testedBy: testsOf(one.text, evidence.faults) })),
    numbers: countAll(found),
  }
}

/** A page of events is counted in every trial; the rest is put to the test by faults. */
function testsOf(text: PromiseText, struck: readonly Fault[]): string[] {
  if (text === promises.page) return ['every trial']
  return struck.filter(({ tests }) => tests.includes(text)).map(({ title }) => title)
}

/** The books, and which orders are charged and which are complete. */
interface Found {
  evidence: Omit<Evidence, 'pool'>
  books: ReadBooks
  charged: readonly Account[]
  chargedIds: ReadonlySet<string>
  complete: readonly Order[]
  completeIds: ReadonlySet<string>
}

function promise(text: PromiseText, wrong: number, whatIsWrong: string): Finding {
  return { text, broken: wrong === 0 ? undefined : `${wrong} ${whatIsWrong}` }
}

function seatPromises({ books }: Found): Finding[] {
  return [
    promise(
      promises.oneOrder,
      countRepeated(books.promised.map(({ seat_id }) => seat_id)),
      'seats are promised to two orders',
    ),
    promise(
      promises.oneTicket,
      countRepeated(books.tickets.map(({ seat_id }) => seat_id)),
      'seats have two tickets',
    ),
  ]
}

function chargePromises({ books, chargedIds, completeIds }: Found): Finding[] {
  const ticketsOf = Map.groupBy(books.tickets, ({ order_id }) => order_id)
  return [
    promise(
      promises.oneCharge,
      // Each purchase of the trial has a card of its own.
      countRepeated(books.orders.filter(({ id }) => chargedIds.has(id)).map(({ card }) => card)),
      'purchases are charged twice',
    ),
    promise(
      promises.chargeAndTickets,
      chargedIds.symmetricDifference(completeIds).size +
        books.orders.filter(
          ({ id, quantity }) =>
            (ticketsOf.get(id)?.length ?? 0) !== (completeIds.has(id) ? quantity : 0),
        ).length +
        otherTickets(books),
      'orders are charged without tickets, or have others than they paid for',
    ),
  ]
}

/** Nothing is parked in a trial but the poison that it has put in, and all of that is. */
function setAside({ deadMails, deadLetters, parked }: ReadBooks, poison: Poison): Finding {
  const count = (texts: readonly (string | null)[], text: string) =>
    texts.filter((one) => one === text).length
  const values = deadLetters.map(({ value }) => value)
  const lost = [...new Set(poison.messages)].filter(
    (text) => count(values, text) !== count(poison.messages, text),
  ).length
  const others =
    deadLetters.length - poison.messages.length + parked.length + deadMails.length - poison.mails
  const unsaid = deadMails.filter(({ reason }) => reason === null).length
  return promise(
    promises.setAside,
    lost + Math.abs(others) + unsaid,
    'messages, mails or orders are lost, or set aside without a cause',
  )
}

const isEnd = (told: Told) => told === 'complete' || told === 'cancelled'

function orderPromises({ books, evidence, completeIds }: Found): Finding[] {
  const dead = new Set(books.deadMails.map(({ order_id }) => order_id))
  const statusOf = new Map(books.orders.map(({ id, status }) => [id, status]))
  return [
    promise(
      promises.noneLost,
      books.orders.filter(({ status }) => status === 'pending' || status === 'parked').length +
        evidence.bought.filter(
          ({ told, orderId }) => isEnd(told) && told !== statusOf.get(orderId!),
        ).length +
        otherOrders(evidence.bought, books.orders) +
        wronglyRefused(evidence.bought, books) +
        books.leftOver,
      'orders are refused without a cause, have not ended, leave something to do, or are not as their buyers wanted and were told',
    ),
    promise(
      promises.holds,
      books.seats.filter(({ order_id: id }) => id !== null && !completeIds.has(id)).length +
        lostSeats(books, completeIds),
      'seats are held without an order, or free and paid for',
    ),
    setAside(books, evidence.poison),
    promise(
      promises.oneMail,
      wrongMails(
        books.orders,
        evidence.providers.mails,
        (id) => completeIds.has(id) && !dead.has(id),
      ),
      'orders have no mail, two, another one, or one that they should not have',
    ),
  ]
}

function moneyPromises({ books: { ledger, orders }, charged, complete }: Found): Finding[] {
  const ofOrganisers = Map.groupBy(ledger, ({ organiser_id }) => organiser_id)
  return [
    moneyAddsUp({ charged, complete, ledger, orders }),
    promise(
      promises.payouts,
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

/** What two breakers let through before they open: each time that the provider fails. */
const allowedInVain = 120
/** Each of the two looks every two seconds whether all is well again. */
const looksPerSecond = 1

function loadPromises({
  books: { busiest },
  evidence: { providers, statements, silences, faults, faultMs },
}: Found): Finding[] {
  const { askedInVain } = providers.books
  const failures = faults.filter(({ tests }) => tests.includes(promises.leftAlone)).length
  const looks = Math.ceil((looksPerSecond * faultMs) / 1000)
  const allowed = (allowedInVain + looks) * Math.max(1, failures)
  return [
    promise(
      promises.plans,
      busiest > allowedOrders ? busiest : 0,
      `orders of one buyer within ten seconds; the plan allows ${allowedOrders}`,
    ),
    promise(
      promises.leftAlone,
      askedInVain > allowed ? askedInVain : 0,
      `requests in vain, ${allowed} at most`,
    ),
    { text: promises.noticed, broken: silences.length === 0 ? undefined : silences.join('; ') },
    promise(promises.page, statements === 3 ? 0 : statements, 'statements'),
  ]
}

function countAll({
  books,
  evidence,
  charged,
  complete,
  completeIds,
}: Found): Record<string, number> {
  const { orders } = books
  const seats = books.seats.filter(({ event_id: id }) => id === evidence.eventId)
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

function countRepeated(values: readonly unknown[]): number {
  return [...Map.groupBy(values, (value) => value).values()].filter(({ length }) => length > 1)
    .length
}

/** Whether a payout took more than was there. Entries are in the order in which they were made. */
function wasNegative(entries: readonly { amount_cents: number }[]): boolean {
  let balance = 0
  return entries.some(({ amount_cents }) => (balance += amount_cents) < 0)
}
