import type { Pool } from 'pg'
import { signAccessToken } from '../src/accounts/access-token.ts'
import { readConfiguration } from '../src/configuration.ts'

export interface Sale {
  eventId: string
  /** One for each buyer. */
  tokens: string[]
}

/** Puts an event with so many seats, and the accounts, into the database: they are not measured. */
export async function openSale(
  pool: Pool,
  env: Record<string, string>,
  { seats, buyers }: { seats: number; buyers: number },
): Promise<Sale> {
  const { rows } = await pool.query<{ event: string }>(
    `with organiser as (
       insert into accounts (email, password_hash, role)
       values ('o@example.com', '', 'organiser') returning id
     ), venue as (
       insert into venues (name, city) values ('Old Gasworks', 'Lisbon') returning id
     )
     insert into events (organiser_id, venue_id, title, starts_at, price_cents)
     select organiser.id, venue.id, 'The concert', now() + interval '1 day', 4500
     from organiser, venue returning id as event`,
  )
  const eventId = rows[0]!.event
  await pool.query(
    `insert into seats (event_id, label) select $1, 's' || n from generate_series(1, $2::int) as n`,
    [eventId, seats],
  )
  const accounts = await pool.query<{ id: string }>(
    `insert into accounts (email, password_hash, role)
     select n || '@example.com', '', 'buyer' from generate_series(1, $1::int) as n returning id`,
    [buyers],
  )
  await pool.query('vacuum analyze')
  const configuration = readConfiguration(env)
  const tokens = accounts.rows.map(({ id }) =>
    signAccessToken({ id, role: 'buyer', plan: 'standard' }, configuration),
  )
  return { eventId, tokens }
}
