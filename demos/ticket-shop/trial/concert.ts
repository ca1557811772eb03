import type { Pool } from 'pg'
import type { Ask } from './ask.ts'
import type { Buyer } from './buy.ts'

export interface Concert {
  eventId: string
  organiser: Buyer
}

/** Registers an organiser, who puts a concert up for sale, all through the API. */
export async function openConcert(ask: Ask, seats: number): Promise<Concert> {
  const organiser = await register(ask, 'organiser@example.com', 'organiser')
  const seatsPerRow = 20
  const { status, body } = await ask({
    method: 'POST',
    path: '/events',
    token: organiser.token,
    body: {
      title: 'The concert',
      startsAt: '2099-07-01T19:00:00Z',
      venue: { name: 'Old Gasworks', city: 'Lisbon' },
      artists: ['The Interleavings', 'Write Skew'],
      priceCents: 4_500,
      rows: Math.ceil(seats / seatsPerRow),
      seatsPerRow,
    },
  })
  if (status !== 201) throw new Error(`Cannot open concert: the shop answered ${status}`)
  return { eventId: (body as { id: string }).id, organiser }
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

async function register(ask: Ask, email: string, role: 'buyer' | 'organiser'): Promise<Buyer> {
  const body = { email, password: 'correct horse battery', role }
  const answer = await ask({ method: 'POST', path: '/accounts', body })
  if (answer.status !== 201) throw new Error(`Cannot register: the shop answered ${answer.status}`)
  return { email, token: (answer.body as { tokens: { accessToken: string } }).tokens.accessToken }
}

export async function freeSeats(pool: Pool): Promise<number> {
  const { rows } = await pool.query(
    'select count(*)::int as free from seats where order_id is null',
  )
  return rows[0].free
}
