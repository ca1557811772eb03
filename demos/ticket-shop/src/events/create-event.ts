import { inTransaction } from '@lab/servers/in-transaction'
import type { ClientBase, Pool } from 'pg'
import { z } from 'zod'
import { text } from '../http/text.ts'
import { findEvent } from './find-event.ts'
import type { Event } from './event.ts'

const mostSeats = 20_000
const yearMs = 365 * 86_400_000
const side = z.int().min(1).max(500)

/** PostgreSQL takes fewer years and offsets than the format has. */
const startsAt = z.iso.datetime({ offset: true }).refine((value) => {
  const inMs = Date.parse(value) - Date.now()
  return inMs > 0 && inMs < 10 * yearMs
}, 'Must be within the next ten years')

export const newEvent = z
  .strictObject({
    title: text(200),
    startsAt,
    venue: z.strictObject({ name: text(200), city: text(100) }),
    artists: z
      .array(text(200))
      .min(1)
      .max(20)
      .refine((names) => new Set(names).size === names.length, 'Must not name an artist twice'),
    priceCents: z.int().min(1).max(100_000),
    rows: side,
    seatsPerRow: side,
  })
  .refine(({ rows, seatsPerRow }) => rows * seatsPerRow <= mostSeats, {
    message: `Must have ${mostSeats} seats or fewer`,
    path: ['seatsPerRow'],
  })

export type NewEvent = z.infer<typeof newEvent>

/** Adds an event with all of its seats, or nothing but the names of its venue and artists. */
export async function createEvent(
  pool: Pool,
  organiserId: string,
  wanted: NewEvent,
): Promise<Event> {
  await addNames(pool, wanted)
  return inTransaction(pool, async (client) => {
    const eventId = await insertEvent(client, organiserId, wanted)
    await client.query(
      `insert into event_artists (event_id, artist_id)
       select $1, id from artists where name = any($2)`,
      [eventId, wanted.artists],
    )
    await client.query(
      `insert into seats (event_id, label)
       select $1, line || '-' || seat
       from generate_series(1, $2::int) as line, generate_series(1, $3::int) as seat
       order by line, seat`,
      [eventId, wanted.rows, wanted.seatsPerRow],
    )
    return (await findEvent(client, eventId))!
  })
}

/** Before the transaction: an event of the same names would wait until all seats of this one are there. */
async function addNames(pool: Pool, { venue, artists }: NewEvent): Promise<void> {
  await pool.query('insert into venues (name, city) values ($1, $2) on conflict do nothing', [
    venue.name,
    venue.city,
  ])
  // BLOCKS: behind a statement with the same artists. All take them in one order.
  await pool.query('insert into artists (name) select unnest($1::text[]) on conflict do nothing', [
    artists.toSorted(),
  ])
}

async function insertEvent(
  client: Pick<ClientBase, 'query'>,
  organiserId: string,
  { title, startsAt: time, venue, priceCents }: NewEvent,
): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into events (organiser_id, venue_id, title, starts_at, price_cents)
     select $3, id, $4, $5, $6 from venues where name = $1 and city = $2 returning id`,
    [venue.name, venue.city, organiserId, title, new Date(time), priceCents],
  )
  return rows[0]!.id
}
