import { describe, expect, it } from 'vitest'
import type { Account } from '../src/providers/payment-provider.ts'
import { auditBooks } from './audit.ts'
import type { Bought, Told } from './buy.ts'
import { faults } from './faults.ts'
import { promises } from './promises.ts'

/** Two orders that have ended well: one is complete, and one was cancelled. */
const of = { event_id: '1', organiser_id: '9', email: 'alice@example.com', price_cents: 450 }
const complete = { ...of, id: 'a', status: 'complete', quantity: 2, amount_cents: 900, card: '1' }
const cancelled = { ...of, id: 'b', status: 'cancelled', quantity: 1, amount_cents: 450, card: '2' }
const mail = { to: 'alice@example.com', text: 'Order a: 2 tickets' }
const purchase = { key: 'k', eventId: '1', quantity: 2, card: '1' }

const seat = (id: string, orderId: string | null, eventId = '1') => ({
  id,
  event_id: eventId,
  order_id: orderId,
})

const books = {
  busiest: 1,
  leftOver: 0,
  orders: [complete, cancelled],
  seats: [seat('1', 'a'), seat('2', 'a'), seat('3', null)],
  promised: [
    { order_id: 'a', seat_id: '1' },
    { order_id: 'a', seat_id: '2' },
  ],
  tickets: [
    { order_id: 'a', seat_id: '1' },
    { order_id: 'a', seat_id: '2' },
  ],
  deadMails: [] as { order_id: string; reason: string | null }[],
  deadLetters: [{ value: '{', reason: 'no JSON' }],
  parked: [] as { id: string; because: string | null }[],
  ledger: [{ organiser_id: '9', order_id: 'a', amount_cents: 900 }] as {
    organiser_id: string
    order_id: string | null
    amount_cents: number
  }[],
}

const providers = {
  paymentsUrl: '',
  mailUrl: '',
  mails: [mail],
  books: {
    accounts: [{ orderId: 'a', amountCents: 900, state: 'charged' }] as Account[],
    askedInVain: 0,
  },
}

const bought: Bought[] = [
  { ...purchase, told: 'complete', orderId: 'a' },
  { ...purchase, quantity: 1, card: '2', told: 'cancelled', orderId: 'b' },
]
const refused = (told: Told, quantity: number): Bought => ({
  ...purchase,
  quantity,
  told,
  orderId: undefined,
})

const poison = { messages: ['{'], mails: 0 }
const evidence = {
  eventId: '1',
  providers,
  bought,
  statements: 3,
  faults: [],
  faultMs: 0,
  poison,
  silences: [] as string[],
}

type Change = Partial<typeof books> & Partial<Omit<typeof evidence, 'faults'>>

/** The promises that are broken when something is written down otherwise. */
function brokenBy(change: Change): string[] {
  const audit = auditBooks({ ...books, ...change }, { ...evidence, ...change })
  return audit.promises.flatMap(({ text, broken }) => (broken === undefined ? [] : [text]))
}

const paid = (amountCents: number) => ({
  ...providers,
  books: { ...providers.books, accounts: [{ ...providers.books.accounts[0]!, amountCents }] },
})

const accounts = (more: Account) => ({
  ...providers,
  books: { ...providers.books, accounts: [...providers.books.accounts, more] },
})

describe('auditBooks', () => {
  it('finds nothing where all is well', () => {
    expect(brokenBy({})).toEqual([])
  })

  it('finds nothing where seats are free only because orders were cancelled after it was sold out', () => {
    expect(brokenBy({ bought: [...bought, refused('sold out', 1)] })).toEqual([])
  })

  it('finds nothing where fewer seats are free than a buyer wanted', () => {
    const seats = [...books.seats, seat('4', null)]
    expect(brokenBy({ seats, bought: [...bought, refused('sold out', 2)] })).toEqual([])
  })

  it('finds nothing where what was credited was taken back', () => {
    const entries = [450, -450].map((amount_cents) => ({
      organiser_id: '9',
      order_id: 'b',
      amount_cents,
    }))
    expect(brokenBy({ ledger: [...books.ledger, ...entries] })).toEqual([])
  })

  it('allows so many requests in vain for each time that the payment provider fails, and a look a second', () => {
    const failing = faults['payments-failing']
    const asked = (askedInVain: number, times: number, faultMs = 0) =>
      auditBooks(books, {
        ...evidence,
        providers: { ...providers, books: { ...providers.books, askedInVain } },
        faults: Array.from({ length: times }, () => failing),
        faultMs,
      }).promises.find(({ text }) => text === promises.leftAlone)?.broken
    expect(asked(121, 1)).toBe('121 requests in vain, 120 at most')
    expect(asked(240, 2)).toBeUndefined()
    expect(asked(241, 2)).toBe('241 requests in vain, 240 at most')
    expect(asked(720, 1, 600_000)).toBeUndefined()
    expect(asked(721, 1, 600_000)).toBe('721 requests in vain, 720 at most')
  })

  const lateTicket = { order_id: 'b', seat_id: '3' }
  const toCancelled = { ...mail, text: 'Order b: 0 tickets' }
  it.each<[string, string, Change]>([
    [promises.setAside, 'a message that was lost', { deadLetters: [] }],
    [
      promises.setAside,
      'an order that is parked without a cause',
      { parked: [{ id: 'a', because: null }] },
    ],
    [
      promises.setAside,
      'a mail that is dead though its address is good',
      { deadMails: [{ order_id: 'a', reason: '400' }] },
    ],
    [promises.oneMail, 'no mail', { providers: { ...providers, mails: [] } }],
    [promises.oneMail, 'two mails', { providers: { ...providers, mails: [mail, mail] } }],
    [
      promises.oneMail,
      'a mail to a cancelled order',
      { providers: { ...providers, mails: [mail, toCancelled] } },
    ],
    [promises.chargeAndTickets, 'a ticket too few', { tickets: books.tickets.slice(1) }],
    [
      promises.chargeAndTickets,
      'a ticket too many',
      { tickets: [...books.tickets, { order_id: 'a', seat_id: '3' }] },
    ],
    [
      promises.chargeAndTickets,
      'a ticket of a cancelled order',
      { tickets: [...books.tickets, lateTicket] },
    ],
    [
      promises.noneLost,
      'a buyer who was told complete, and whose order is cancelled',
      { bought: [bought[0]!, { ...bought[1]!, told: 'complete' }] },
    ],
    [
      promises.noneLost,
      'a buyer who was told cancelled, and whose order is complete',
      { bought: [{ ...bought[0]!, told: 'cancelled' }, bought[1]!] },
    ],
    [promises.sums, 'another amount at the provider', { providers: paid(901) }],
    [
      promises.sums,
      'two orders credited with each other’s amount',
      {
        ledger: [
          { organiser_id: '9', order_id: 'a', amount_cents: 450 },
          { organiser_id: '9', order_id: 'b', amount_cents: 450 },
        ],
      },
    ],
    [
      promises.chargeAndTickets,
      'a ticket for a seat of another order',
      { tickets: [books.tickets[0]!, { order_id: 'a', seat_id: '3' }] },
    ],
    [
      promises.holds,
      'a free seat that an order has paid for',
      { seats: [seat('1', 'a'), seat('2', null), seat('3', null)] },
    ],
    [
      promises.holds,
      'a seat of another event that an order holds which was cancelled',
      { seats: [...books.seats, seat('4', 'b', '2')] },
    ],
    [
      promises.oneMail,
      'a mail to another address',
      { providers: { ...providers, mails: [{ ...mail, to: 'mallory@example.com' }] } },
    ],
    [
      promises.oneMail,
      'a mail about other tickets',
      { providers: { ...providers, mails: [{ ...mail, text: 'Order a: 1 tickets' }] } },
    ],
    [
      promises.oneMail,
      'a mail about no order',
      { providers: { ...providers, mails: [mail, { ...mail, text: 'Order z: 1 tickets' }] } },
    ],
    [
      promises.sums,
      'a sale credited to another organiser',
      { ledger: [{ organiser_id: '8', order_id: 'a', amount_cents: 900 }] },
    ],
    [
      promises.sums,
      'a credit that is of no order',
      { ledger: [...books.ledger, { organiser_id: '9', order_id: null, amount_cents: 900 }] },
    ],
    [
      promises.sums,
      'an order that costs less than its seats',
      { orders: [complete, { ...cancelled, amount_cents: 449 }] },
    ],
    [promises.sums, 'a sale credited twice', { ledger: [...books.ledger, ...books.ledger] }],
    [
      promises.payouts,
      'a payout too many',
      {
        ledger: [
          ...books.ledger,
          { organiser_id: '9', order_id: null, amount_cents: -900 },
          { organiser_id: '9', order_id: null, amount_cents: -900 },
        ],
      },
    ],
    [
      promises.chargeAndTickets,
      'a charge of no order',
      { providers: accounts({ orderId: 'z', amountCents: 900, state: 'charged' }) },
    ],
    [
      promises.chargeAndTickets,
      'a complete order that was paid back',
      {
        providers: {
          ...providers,
          books: {
            ...providers.books,
            accounts: [{ orderId: 'a', amountCents: 900, state: 'cancelled' }],
          },
        },
      },
    ],
    [
      promises.oneOrder,
      'a seat that two orders are promised',
      { promised: [...books.promised, { order_id: 'c', seat_id: '1' }] },
    ],
    [
      promises.oneTicket,
      'a seat with two tickets',
      { tickets: [...books.tickets, { order_id: 'b', seat_id: '1' }] },
    ],
    [promises.noneLost, 'something that is left to do of an order', { leftOver: 1 }],
    [
      promises.noneLost,
      'a purchase that is refused',
      { bought: [...bought, refused('refused', 1)] },
    ],
    [
      promises.noneLost,
      'a concert that is said to be sold out while seats are free',
      { seats: [...books.seats, seat('4', null)], bought: [...bought, refused('sold out', 1)] },
    ],
    [
      promises.noneLost,
      'an order for more than its buyer wanted',
      { bought: [{ ...bought[0]!, quantity: 1 }, bought[1]!] },
    ],
    [
      promises.noneLost,
      'an order that is paid with another card',
      { bought: [{ ...bought[0]!, card: '3' }, bought[1]!] },
    ],
  ])('says that "%s" is broken by %s', (promise, _what, change) => {
    expect(brokenBy(change)).toContain(promise)
  })

  it('counts the seats of the concert alone', () => {
    const seats = [...books.seats, seat('4', null, '2')]
    expect(auditBooks({ ...books, seats }, evidence).numbers).toMatchObject({
      seats: 3,
      soldSeats: 2,
      freeSeats: 1,
    })
  })

  it('says which promises were put to the test, and by which fault', () => {
    const { promises: found } = auditBooks(books, {
      ...evidence,
      faults: [faults.burst, faults['api-killed']],
    })
    const tested = found.filter(({ testedBy }) => testedBy.length > 0)
    expect(Object.fromEntries(tested.map(({ text, testedBy }) => [text, testedBy]))).toEqual({
      [promises.oneCharge]: [faults['api-killed'].title],
      [promises.plans]: [faults.burst.title],
      [promises.page]: ['every trial'],
    })
  })
})
