import { conduct, watch } from '@lab/conductor'
import { takeNote } from '@lab/saga'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { placeTestOrder } from '../place-test-order.fixture.ts'
import { CannotProcessError } from '../dead-letters/cannot-process-error.ts'
import { decide } from '../operator/decide.ts'
import { endOrder } from '../saga/end-order.ts'
import { issueTickets } from './issue-tickets.ts'

let shop: TestShop
beforeAll(async () => void (shop = await openTestShop()))
afterAll(() => shop[Symbol.asyncDispose]())

async function placeChargedOrder(): Promise<string> {
  const id = await placeTestOrder(shop.pool)
  await takeNote(shop.pool, id, 'charge', 'done')
  return id
}

/** Its tickets, and what its organiser is credited. */
async function issuedFor(id: string) {
  const { rows } = await shop.pool.query(
    `select (select count(*)::int from tickets where order_id = $1) as tickets,
       (select coalesce(sum(amount_cents), 0)::int from ledger where order_id = $1) as credited`,
    [id],
  )
  return rows[0]
}

it('issues tickets once, and tells the news again when it is asked again', async () => {
  const id = await placeChargedOrder()
  const news = async () =>
    (await shop.pool.query('delete from outbox returning key, value')).rows as unknown[]
  const issued = { key: id, value: '{"type":"tickets issued"}' }
  await issueTickets(shop, id)
  expect(await news()).toEqual([issued])
  await issueTickets(shop, id)
  expect(await news()).toEqual([issued])
  const { rows } = await shop.pool.query('select order_id from tickets')
  expect(rows).toEqual([{ order_id: id }])
})

it.each(['cancelled', 'parked'])('issues none for an order that is %s', async (status) => {
  const id = await placeTestOrder(shop.pool, { status })
  await expect(issueTickets(shop, id)).rejects.toThrow('No order of this id waits for tickets')
})

it('issues none twice when the inbox was lost, and tells the news again', async () => {
  const id = await placeChargedOrder()
  await issueTickets(shop, id)
  await shop.pool.query('truncate inbox, outbox')
  await issueTickets(shop, id)
  const { rows } = await shop.pool.query(
    `select (select count(*)::int from tickets where order_id = $1) as tickets,
       (select sum(amount_cents)::int from ledger where order_id = $1) as credited,
       (select count(*)::int from outbox where key = $1::text) as news`,
    [id],
  )
  expect(rows).toEqual([{ tickets: 1, credited: 4_500, news: 1 }])
})

const losses = [
  ['all tickets', 'delete from tickets where order_id = $1'],
  ['the credit alone', 'delete from ledger where order_id = $1'],
  [
    'one ticket of three',
    'delete from tickets where seat_id = (select max(seat_id) from order_seats where order_id = $1)',
  ],
] as const

async function placeThreeSeats(): Promise<string> {
  const id = await placeChargedOrder()
  await shop.pool.query(
    `with more as (
       insert into seats (event_id, label, order_id)
       select event_id, '1-' || number, id from orders, generate_series(2, 3) as number
       where id = $1 returning id, order_id
     )
     insert into order_seats (order_id, seat_id) select order_id, id from more`,
    [id],
  )
  return id
}

it.each(losses)('issues again what was lost of an order, and nothing twice: %s', async (_, sql) => {
  const id = await placeThreeSeats()
  await issueTickets(shop, id)
  expect(await issuedFor(id)).toEqual({ tickets: 3, credited: 4_500 })
  await shop.pool.query(sql, [id])
  await issueTickets(shop, id)
  expect(await issuedFor(id)).toEqual({ tickets: 3, credited: 4_500 })
  await shop.pool.query(sql, [id])
  await shop.pool.query('truncate inbox')
  await issueTickets(shop, id)
  expect(await issuedFor(id), 'also when the inbox was lost').toEqual({
    tickets: 3,
    credited: 4_500,
  })
})

it.each(losses)('issues it once when two are asked, in every order: %s', async (_, sql) => {
  const pool = watch(shop.db.pool())
  let id: string
  const race = conduct({
    setup: async () => {
      id = await placeThreeSeats()
      await issueTickets(shop, id)
      await shop.pool.query(sql, [id])
    },
    actors: {
      one: () => issueTickets({ ...shop, pool }, id),
      other: () => issueTickets({ ...shop, pool }, id),
    },
    invariant: async () => {
      const { tickets, credited } = await issuedFor(id)
      return tickets === 3 && credited === 4_500 ? undefined : `${tickets} tickets, ${credited}`
    },
  })
  expect(await race.holds()).toMatchObject({ exhaustive: true })
})

it('issues none for an order that is not charged, whoever has sent the command', async () => {
  const id = await placeTestOrder(shop.pool)
  const refusal = new CannotProcessError('No order of this id waits for tickets')
  await expect(issueTickets(shop, id)).rejects.toEqual(refusal)
  await takeNote(shop.pool, id, 'charge', 'refused')
  await expect(issueTickets(shop, id)).rejects.toEqual(refusal)
  expect(await issuedFor(id)).toEqual({ tickets: 0, credited: 0 })
  const pending = { ...shop, ways: { ...shop.ways, ticketsFor: 'pending' as const } }
  await issueTickets(pending, id)
  expect(await issuedFor(id), 'by a way that notes no charge').toMatchObject({ tickets: 1 })
})

it('cannot go on with an order whose seats were lost', async () => {
  const id = await placeChargedOrder()
  await shop.pool.query('delete from order_seats where order_id = $1', [id])
  // An error of any kind parks the order; one that cannot be processed would not.
  const trying = issueTickets(shop, id).catch((error: unknown) => error)
  expect(await trying).toEqual(new Error('No seats are stored for this order'))
})

it('says nothing new of a cancelled order when its command comes again', async () => {
  const id = await placeChargedOrder()
  await issueTickets(shop, id)
  await endOrder(shop.pool, id, 'compensated')
  await issueTickets(shop, id)
  const { rows } = await shop.pool.query('select from tickets where order_id = $1', [id])
  expect(rows).toEqual([])
})

it('leaves no ticket of an order that is given up meanwhile, in every order', async () => {
  const pool = watch(shop.db.pool())
  let id: string
  let operator: string
  const race = conduct({
    setup: async () => {
      id = await placeChargedOrder()
      const { rows } = await shop.pool.query('select buyer_id from orders where id = $1', [id])
      operator = rows[0].buyer_id
    },
    actors: {
      consumer: () => issueTickets({ ...shop, pool }, id).catch(() => 'none waits'),
      operator: async () => {
        await endOrder(pool, id, 'parked', 'an answer that nobody planned for')
        await decide({ ...shop, pool }, operator, ['order', id], 'give up')
      },
    },
    invariant: async () => {
      const { rows } = await shop.pool.query(
        `select (select count(*)::int from tickets where order_id = $1) as tickets,
           (select coalesce(sum(amount_cents), 0)::int from ledger where order_id = $1) as cents`,
        [id],
      )
      const { tickets, cents } = rows[0]
      return tickets === 0 && cents === 0 ? undefined : `${tickets} tickets, ${cents} credited`
    },
  })
  expect(await race.holds()).toMatchObject({ exhaustive: true })
})
