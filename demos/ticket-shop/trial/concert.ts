import { setTimeout as wait } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Ask, ShopAnswer, ShopRequest } from './ask.ts'
import type { Buyer } from './buy.ts'

export interface Concert {
  eventId: string
  seats: number
  organiser: Buyer
}

const monthMs = 30 * 86_400_000
const patienceMs = 30_000
/** The shop takes no event with more seats, and none with more rows than 500. */
const mostSeats = 20_000
const mostInShortRows = 10_000

/**
 * Registers an organiser, who puts a concert up for sale, all through the API.
 *
 * @param wanted How many seats; rows are filled up, and there are no more than the shop takes.
 */
export async function openConcert(ask: Ask, wanted: number): Promise<Concert> {
  const organiser = await register(ask, 'organiser@example.com', 'organiser')
  const seats = Math.min(wanted, mostSeats)
  const seatsPerRow = seats > mostInShortRows ? 40 : 20
  // A list of one event would not show what a list costs.
  for (let evening = 1; evening <= 5; evening += 1) {
    await openEvent(ask, organiser, { title: `Open stage ${evening}`, rows: 1, seatsPerRow: 1 })
  }
  const rows = Math.ceil(seats / seatsPerRow)
  const eventId = await openEvent(ask, organiser, { title: 'The concert', rows, seatsPerRow })
  return { eventId, organiser, seats: rows * seatsPerRow }
}

/** Registers an organiser of one seat: once it is sold, nothing more is credited to them. */
export async function openOneSeat(ask: Ask, email: string): Promise<Concert> {
  const organiser = await register(ask, email, 'organiser')
  const event = { title: 'The table for one', rows: 1, seatsPerRow: 1 }
  return { eventId: await openEvent(ask, organiser, event), organiser, seats: 1 }
}

async function openEvent(
  ask: Ask,
  organiser: Buyer,
  event: { title: string; rows: number; seatsPerRow: number },
): Promise<string> {
  const { status, body } = await askUntilAnswered(ask, {
    method: 'POST',
    path: '/events',
    token: organiser.token,
    body: {
      startsAt: new Date(Date.now() + monthMs).toISOString(),
      venue: { name: 'Old Gasworks', city: 'Lisbon' },
      artists: ['The Interleavings', 'Write Skew'],
      priceCents: 4_500,
      ...event,
    },
  })
  if (status !== 201) throw new Error(`Cannot open concert: the shop answered ${status}`)
  return (body as { id: string }).id
}

/** Registers buyers, a few at a time. */
export async function registerBuyers(ask: Ask, count: number): Promise<Buyer[]> {
  const buyers: Buyer[] = []
  const emails = Array.from({ length: count }, (_, index) => `buyer-${index + 1}@example.com`)
  for (let index = 0; index < emails.length; index += 10) {
    const some = emails.slice(index, index + 10)
    buyers.push(...(await Promise.all(some.map((email) => register(ask, email, 'buyer')))))
  }
  return buyers
}

export const registerBuyer = (ask: Ask, email: string) => register(ask, email, 'buyer')

async function register(ask: Ask, email: string, role: 'buyer' | 'organiser'): Promise<Buyer> {
  const password = 'correct horse battery'
  const request = (path: string, body: object) =>
    askUntilAnswered(ask, { method: 'POST', path, body })
  interface Tokens {
    accessToken: string
  }
  const made = await request('/accounts', { email, password, role })
  if (made.status === 201) return { token: (made.body as { tokens: Tokens }).tokens.accessToken }
  // An earlier request may have made it whose answer was lost.
  const begun = made.status === 409 ? await request('/sessions', { email, password }) : made
  if (begun.status !== 201) throw new Error(`Cannot register: the shop answered ${begun.status}`)
  return { token: (begun.body as Tokens).accessToken }
}

/** Asks again when no answer comes, or that there is no time now: a fault may be the cause. */
async function askUntilAnswered(ask: Ask, request: ShopRequest): Promise<ShopAnswer> {
  const until = performance.now() + patienceMs
  for (;;) {
    const answer = await ask(request)
    const isNone = answer.status === 0 || answer.status === 429 || answer.status >= 500
    if (!isNone || performance.now() > until) return answer
    await wait(200)
  }
}

export async function freeSeats(pool: Pool, eventId: string): Promise<number> {
  const { rows } = await pool.query(
    'select count(*)::int as free from seats where event_id = $1 and order_id is null',
    [eventId],
  )
  return rows[0].free
}
