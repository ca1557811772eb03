import type { PoolClient } from 'pg'
import { countLeftOver } from './count-left-over.ts'

export interface Order {
  id: string
  status: string
  quantity: number
  amount_cents: number
  /** Of one seat of the event. */
  price_cents: number
  card: string
  event_id: string
  /** Of whoever bought. */
  email: string
  /** Of the event. */
  organiser_id: string
}

/** The relays look all the time. */
const newsSeconds = 5

export type ReadBooks = Awaited<ReturnType<typeof readBooks>>

/** Reads what the shop has written down, in one transaction of the caller's. */
export async function readBooks(client: PoolClient) {
  const rowsOf = async <Row>(sql: string) => (await client.query(sql)).rows as Row[]
  const [{ busiest }] = (await rowsOf<{ busiest: number }>(
    `select coalesce(max(count), 0)::int as busiest from (
       select count(*) over (partition by buyer_id order by created_at
         range between interval '10 seconds' preceding and current row) from orders)`,
  )) as [{ busiest: number }]
  return {
    busiest,
    leftOver: await countLeftOver(client, newsSeconds),
    orders: await rowsOf<Order>(
      `select orders.id, status, quantity, amount_cents, price_cents, card, event_id, email,
         organiser_id
       from orders join accounts on accounts.id = buyer_id join events on events.id = event_id`,
    ),
    seats: await rowsOf<{ id: string; event_id: string; order_id: string | null }>(
      'select id, event_id, order_id from seats',
    ),
    promised: await rowsOf<{ order_id: string; seat_id: string }>(
      `select order_id, seat_id from order_seats join orders on orders.id = order_id
       where status <> 'cancelled'`,
    ),
    /** Orders whose mail the provider never takes, with the reason. */
    deadMails: await rowsOf<{ order_id: string; reason: string | null }>(
      `select order_id, reason from mails where status = 'dead'`,
    ),
    /** What is cancelled stays so: it waits for an operator by its reason alone. */
    parked: await rowsOf<{ id: string; because: string | null }>(
      `select id, parked_because as because from orders
       where status = 'parked' or parked_because is not null`,
    ),
    deadLetters: await rowsOf<{ value: string | null; reason: string }>(
      'select value, reason from dead_letters',
    ),
    tickets: await rowsOf<{ order_id: string; seat_id: string }>(
      'select order_id, seat_id from tickets',
    ),
    ledger: await rowsOf<{ organiser_id: string; order_id: string | null; amount_cents: number }>(
      'select organiser_id, order_id, amount_cents from ledger order by id',
    ),
  }
}
