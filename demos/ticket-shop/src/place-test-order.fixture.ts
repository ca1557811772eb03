import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'

/** Sells one seat of an event of its own, up to where a saga begins, or with its tickets when it is complete. Returns the order's id. */
export async function placeTestOrder(
  pool: Pick<Pool, 'query'>,
  { email = `${randomUUID()}@example.com`, status = 'pending' } = {},
): Promise<string> {
  const { rows } = await pool.query(
    `with organiser as (
       insert into accounts (email, password_hash, role)
       values (gen_random_uuid() || '@example.com', '', 'organiser') returning id
     ), buyer as (
       insert into accounts (email, password_hash, role) values ($1, '', 'buyer') returning id
     ), venue as (
       insert into venues (name, city) values (gen_random_uuid()::text, 'Vienna') returning id
     ), event as (
       insert into events (organiser_id, venue_id, title, starts_at, price_cents)
       select organiser.id, venue.id, 'A concert', now() + interval '1 day', 4500
       from organiser, venue returning id
     ), placed as (
       insert into orders (buyer_id, event_id, quantity, amount_cents, card, status, held_until)
       select buyer.id, event.id, 1, 4500, '4242424242421111', $2, now() + interval '1 minute'
       from buyer, event returning id, event_id
     ), seat as (
       insert into seats (event_id, label, order_id)
       select event_id, '1-1', case when $2 <> 'cancelled' then id end from placed returning id
     ), held as (
       insert into order_seats (order_id, seat_id) select placed.id, seat.id from placed, seat
     ), issued as (
       insert into tickets (order_id, seat_id)
       select placed.id, seat.id from placed, seat where $2 = 'complete'
     ), credited as (
       insert into ledger (organiser_id, order_id, amount_cents)
       select organiser.id, placed.id, 4500 from organiser, placed where $2 = 'complete'
     ), begun as (
       insert into sagas (order_id) select id from placed where $2 = 'pending'
     )
     select id from placed`,
    [email, status],
  )
  return rows[0].id
}
