import { takeNote } from '@lab/saga'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EventProducer } from '../kafka/open-producer.ts'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { CannotProcessError } from '../dead-letters/cannot-process-error.ts'
import { UnplannedAnswerError } from '../payments/payments.ts'
import type { Payments } from '../payments/payments.ts'
import { placeTestOrder } from '../place-test-order.fixture.ts'
import { issueTickets } from '../tickets/issue-tickets.ts'
import { goOn, hearIssued } from './go-on.ts'

let shop: TestShop
beforeAll(async () => void (shop = await openTestShop()))
afterAll(() => shop[Symbol.asyncDispose]())

const fail = (error: Error) => async () => Promise.reject(error)

/** A provider that answers so. */
const means = (answers: Partial<Payments>) => ({
  producer: {} as EventProducer,
  payments: {
    charge: fail(new Error('not asked here')),
    refund: fail(new Error('not asked here')),
    find: fail(new Error('not asked here')),
    isOpen: () => false,
    [Symbol.dispose]() {},
    ...answers,
  },
})

async function orderOf(id: string) {
  const { rows } = await shop.pool.query(
    `select status, parked_because as because,
       (select count(*)::int from seats where order_id = orders.id) as seats,
       (select array[tries, round(1000 * extract(epoch from next_at - now()))]::int[]
        from sagas where order_id = orders.id) as "triesAndMs"
     from orders where id = $1`,
    [id],
  )
  return rows[0]
}

it('parks an order whose charge gets an answer that nobody has planned for, and keeps its seats', async () => {
  const id = await placeTestOrder(shop.pool)
  const charge = fail(new UnplannedAnswerError('The payment provider answered 400 to a charge'))
  await goOn(shop, means({ charge }), id)
  expect(await orderOf(id)).toEqual({
    status: 'parked',
    because: 'The payment provider answered 400 to a charge',
    seats: 1,
    triesAndMs: null,
  })
})

it('parks an order that is to be paid back, and the provider does not know it', async () => {
  const id = await placeTestOrder(shop.pool)
  await shop.pool.query('update orders set held_until = now() where id = $1', [id])
  const refund = fail(new UnplannedAnswerError('The payment provider answered 404 to a refund'))
  await goOn(shop, means({ refund }), id)
  expect(await orderOf(id)).toMatchObject({ status: 'parked', seats: 1 })
})

it('comes back later and later to a provider that does not answer, and at most ten seconds later', async () => {
  const id = await placeTestOrder(shop.pool)
  const waits: number[] = []
  for (let tries = 1; tries <= 8; tries += 1) {
    await goOn(shop, means({ charge: fail(new Error('no answer')) }), id)
    const { triesAndMs } = await orderOf(id)
    expect(triesAndMs[0]).toBe(tries)
    waits.push(triesAndMs[1])
  }
  const most = [200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000]
  waits.forEach((ms, index) => expect(ms).toBeLessThanOrEqual(most[index]!))
  // Half of it at least, less what has passed since the statement on a busy machine.
  waits.slice(4).forEach((ms, index) => expect(ms).toBeGreaterThan(most[index + 4]! / 4))
})

it('takes tickets back that were issued for an order that is not paid', async () => {
  const id = await placeTestOrder(shop.pool)
  await issueTickets({ ...shop, ways: { ...shop.ways, ticketsFor: 'pending' } }, id)
  await goOn(shop, means({ charge: async () => 'refused' }), id)
  const { rows } = await shop.pool.query(
    `select status, (select count(*)::int from tickets where order_id = $1) as tickets,
       (select sum(amount_cents)::int from ledger where order_id = $1) as credited
     from orders where id = $1`,
    [id],
  )
  expect(rows).toEqual([{ status: 'cancelled', tickets: 0, credited: 0 }])
})

it('goes on from the answer of the orchestrator that was first to note it', async () => {
  const id = await placeTestOrder(shop.pool)
  const charge = async () => {
    await takeNote(shop.pool, id, 'charge', 'refused')
    return 'done' as const
  }
  await goOn(shop, means({ charge }), id)
  expect(await orderOf(id)).toMatchObject({ status: 'cancelled', seats: 0 })
})

it('does nothing for an order that was parked by hand, though its saga is there', async () => {
  const id = await placeTestOrder(shop.pool)
  await shop.pool.query(`update orders set status = 'parked' where id = $1`, [id])
  await goOn(shop, means({ charge: async () => 'done' }), id)
  const { rows } = await shop.pool.query('select from saga_log where order_id = $1', [id])
  expect(rows, 'its card is left alone').toEqual([])
})

describe('hearIssued', () => {
  const noteless = async (id: string) =>
    (await shop.pool.query('select from saga_log where order_id = $1', [id])).rowCount === 0

  it('does not believe news about no order, or about one that is not charged', async () => {
    const none = hearIssued(shop, means({}), '00000000-0000-4000-8000-000000000000')
    await expect(none).rejects.toBeInstanceOf(CannotProcessError)
    const id = await placeTestOrder(shop.pool)
    await expect(hearIssued(shop, means({}), id)).rejects.toBeInstanceOf(CannotProcessError)
    expect(await noteless(id)).toBe(true)
  })

  it('does not believe it while tickets are missing, and ends no order without them', async () => {
    const id = await placeTestOrder(shop.pool)
    await takeNote(shop.pool, id, 'charge', 'done')
    await expect(hearIssued(shop, means({}), id)).rejects.toBeInstanceOf(CannotProcessError)
    expect(await orderOf(id)).toMatchObject({ status: 'pending' })
    await issueTickets(shop, id)
    await hearIssued(shop, means({}), id)
    expect(await orderOf(id)).toMatchObject({ status: 'complete' })
  })

  it.each(['cancelled', 'parked', 'complete'])(
    'leaves alone an order that is %s, and charges no card for it',
    async (status) => {
      const id = await placeTestOrder(shop.pool, { status })
      await hearIssued(shop, means({}), id)
      expect(await noteless(id)).toBe(true)
    },
  )
})
