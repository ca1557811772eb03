import { conduct, watch } from '@lab/conductor'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { placeTestOrder } from '../place-test-order.fixture.ts'
import { decide } from '../operator/decide.ts'
import { endOrder } from '../saga/end-order.ts'
import { issueTickets } from './issue-tickets.ts'

let shop: TestShop
beforeAll(async () => void (shop = await openTestShop()))
afterAll(() => shop[Symbol.asyncDispose]())

it('issues tickets once, and tells the news again when it is asked again', async () => {
  const id = await placeTestOrder(shop.pool)
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
  const id = await placeTestOrder(shop.pool)
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

it('issues tickets again that were lost, and credits once', async () => {
  const id = await placeTestOrder(shop.pool)
  await issueTickets(shop, id)
  await shop.pool.query('delete from tickets where order_id = $1', [id])
  await issueTickets(shop, id)
  const { rows } = await shop.pool.query(
    `select (select count(*)::int from tickets where order_id = $1) as tickets,
       (select sum(amount_cents)::int from ledger where order_id = $1) as credited`,
    [id],
  )
  expect(rows).toEqual([{ tickets: 1, credited: 4_500 }])
})

it('cannot go on with an order whose seats were lost', async () => {
  const id = await placeTestOrder(shop.pool)
  await shop.pool.query('delete from order_seats where order_id = $1', [id])
  // An error of any kind parks the order; one that cannot be processed would not.
  const trying = issueTickets(shop, id).catch((error: unknown) => error)
  expect(await trying).toEqual(new Error('No seats are stored for this order'))
})

it('says nothing new of a cancelled order when its command comes again', async () => {
  const id = await placeTestOrder(shop.pool)
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
      id = await placeTestOrder(shop.pool)
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
