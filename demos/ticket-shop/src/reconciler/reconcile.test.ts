import { conduct, watch } from '@lab/conductor'
import { inTransaction } from '@lab/servers/in-transaction'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { UnplannedAnswerError } from '../payments/payments.ts'
import type { BookedCharge, Payments } from '../payments/payments.ts'
import { placeTestOrder } from '../place-test-order.fixture.ts'
import { endOrder } from '../saga/end-order.ts'
import { beginAgain, reconcile } from './reconcile.ts'

let shop: TestShop
beforeAll(async () => void (shop = await openTestShop()))
afterAll(() => shop[Symbol.asyncDispose]())
beforeEach(async () => {
  await shop.pool.query('truncate orders cascade')
})

/** A provider with these books. */
function provider(books: Record<string, BookedCharge | Error>, paysBack = true) {
  const refunded: string[] = []
  const payments: Payments = {
    charge: async () => 'done',
    async refund(id) {
      refunded.push(id)
      if (!paysBack) return 'done'
      books[id] = { state: 'cancelled', amountCents: 4_500 }
      return 'done'
    },
    async find(id) {
      if (books[id] instanceof Error) throw books[id]
      return books[id]
    },
    isOpen: () => false,
    [Symbol.dispose]() {},
  }
  return { payments, refunded }
}

const charged: BookedCharge = { state: 'charged', amountCents: 4_500 }
const declined: BookedCharge = { state: 'declined', amountCents: 4_500 }

async function orderOf(id: string) {
  const { rows } = await shop.pool.query(
    `select status, parked_because as because, reconciled_at is not null as reconciled,
       exists (select from mails where order_id = orders.id) as mail,
       exists (select from sagas where order_id = orders.id) as saga
     from orders where id = $1`,
    [id],
  )
  return rows[0]
}

const endHolds = () =>
  shop.pool.query(`update orders set held_until = now() - interval '2 minutes'`)

describe('reconcile', () => {
  it('leaves alone what agrees', async () => {
    const complete = await placeTestOrder(shop.pool, { status: 'complete' })
    const cancelled = await placeTestOrder(shop.pool, { status: 'cancelled' })
    const { payments, refunded } = provider({ [complete]: charged, [cancelled]: declined })
    await reconcile(shop, payments)
    expect(await orderOf(complete)).toMatchObject({ status: 'complete', reconciled: true })
    expect(await orderOf(cancelled)).toMatchObject({ status: 'cancelled', reconciled: true })
    expect(refunded).toEqual([])
  })

  it('begins a saga again that was lost, and makes a mail due that was lost', async () => {
    const pending = await placeTestOrder(shop.pool)
    const complete = await placeTestOrder(shop.pool, { status: 'complete' })
    await shop.pool.query('delete from sagas')
    await reconcile(shop, provider({ [complete]: charged }).payments)
    expect(await orderOf(pending)).toMatchObject({ status: 'pending', saga: true, mail: false })
    expect(await orderOf(complete)).toMatchObject({ status: 'complete', saga: false, mail: true })
  })

  it('pays back what a cancelled order was charged', async () => {
    const id = await placeTestOrder(shop.pool, { status: 'cancelled' })
    const { payments, refunded } = provider({ [id]: charged })
    await reconcile(shop, payments)
    await reconcile(shop, payments)
    expect(refunded).toEqual([id])
  })

  it.each([
    ['is not charged', undefined, 'It is complete, and the payment provider has no charge'],
    [
      'was paid back',
      { state: 'cancelled', amountCents: 4_500 },
      'It is complete, and the payment provider has no charge',
    ],
    [
      'was charged another amount',
      { state: 'charged', amountCents: 4_400 },
      'The payment provider took 4400 cents, and it costs 4500',
    ],
  ] as [string, BookedCharge | undefined, string][])(
    'parks a complete order that %s',
    async (_what, booked, because) => {
      const id = await placeTestOrder(shop.pool, { status: 'complete' })
      await endHolds()
      await reconcile(shop, provider(booked === undefined ? {} : { [id]: booked }).payments)
      expect(await orderOf(id)).toMatchObject({ status: 'parked', because, reconciled: true })
    },
  )

  it('goes on behind an answer that nobody has planned for, and shows it', async () => {
    const odd = await placeTestOrder(shop.pool, { status: 'cancelled' })
    const next = await placeTestOrder(shop.pool, { status: 'complete' })
    const answer = new UnplannedAnswerError('The payment provider answered 418 to a look-up')
    await reconcile(shop, provider({ [odd]: answer, [next]: charged }).payments)
    expect(await orderOf(odd)).toMatchObject({ status: 'cancelled', because: answer.message })
    expect(await orderOf(next)).toMatchObject({ status: 'complete', reconciled: true })
  })

  it('comes back to what it could not ask for, and goes on behind it', async () => {
    const failing = await placeTestOrder(shop.pool, { status: 'complete' })
    const owed = await placeTestOrder(shop.pool, { status: 'cancelled' })
    const { payments, refunded } = provider({ [failing]: new Error('500'), [owed]: charged })
    await reconcile(shop, payments)
    expect(await orderOf(failing)).toMatchObject({ status: 'complete', reconciled: false })
    expect(refunded).toEqual([owed])
  })

  it('gets further than to the orders that fail, however many they are', async () => {
    const books: Record<string, BookedCharge | Error> = {}
    for (let count = 0; count < 51; count += 1) {
      books[await placeTestOrder(shop.pool, { status: 'complete' })] = new Error('500')
    }
    const last = await placeTestOrder(shop.pool, { status: 'complete' })
    await reconcile(shop, provider({ ...books, [last]: charged }).payments)
    expect(await orderOf(last)).toMatchObject({ reconciled: true })
  })

  it('ends a pass with what had ended when it began, and says how it gets on', async () => {
    const books: Record<string, BookedCharge | Error> = {}
    const place = async () => {
      books[await placeTestOrder(shop.pool, { status: 'complete' })] = charged
    }
    for (let count = 0; count < 60; count += 1) await place()
    const { payments } = provider(books)
    let steps = 0
    // One more ends for each that is compared.
    const find: Payments['find'] = async (id) => {
      await place()
      return payments.find(id)
    }
    await reconcile(shop, { ...payments, find }, { onProgress: () => void (steps += 1) })
    const { rows } = await shop.pool.query(
      'select count(*)::int as open from orders where reconciled_at is null',
    )
    expect(rows).toEqual([{ open: 60 }])
    expect(steps).toBe(8)
  })

  it('ends soon after it was told to, and keeps what it has compared', async () => {
    const books: Record<string, BookedCharge | Error> = {}
    for (let count = 0; count < 60; count += 1) {
      books[await placeTestOrder(shop.pool, { status: 'complete' })] = charged
    }
    const stopping = new AbortController()
    const { signal } = stopping
    const onProgress = () => stopping.abort()
    await reconcile(shop, provider(books).payments, { signal, onProgress })
    const { rows } = await shop.pool.query(
      'select count(*)::int as done from orders where reconciled_at is not null',
    )
    expect(rows).toEqual([{ done: 8 }])
  })

  it('compares orders although what was lost cannot be looked for', async () => {
    const id = await placeTestOrder(shop.pool, { status: 'complete' })
    await shop.pool.query('alter table mails rename to mails_elsewhere')
    try {
      await reconcile(shop, provider({ [id]: charged }).payments)
    } finally {
      await shop.pool.query('alter table mails_elsewhere rename to mails')
    }
    expect(await orderOf(id)).toMatchObject({ status: 'complete', reconciled: true })
  })

  it.each(['charges', 'look-ups'])(
    'asks no more when the provider is to be left alone with %s',
    async (what) => {
      for (let count = 0; count < 9; count += 1)
        await placeTestOrder(shop.pool, { status: 'complete' })
      let asked = 0
      const find = async () => {
        asked += 1
        throw new Error('open')
      }
      const isOpen: Payments['isOpen'] = (of = 'charges') => of === what && asked > 0
      await reconcile(shop, { ...provider({}).payments, find, isOpen })
      expect(asked, 'those that were asked for at once').toBe(8)
    },
  )

  it('refuses a charge that is on its way when its order is given up', async () => {
    const id = await placeTestOrder(shop.pool, { status: 'cancelled' })
    const { payments, refunded } = provider({})
    await reconcile(shop, payments)
    expect(refunded).toEqual([id])
  })

  it('pays back a cancelled order, also when its tickets were not taken back', async () => {
    const id = await placeTestOrder(shop.pool, { status: 'cancelled' })
    await shop.pool.query(
      'insert into tickets (order_id, seat_id) select order_id, seat_id from order_seats',
    )
    const { payments, refunded } = provider({ [id]: charged })
    await reconcile(shop, payments)
    expect(refunded).toEqual([id])
    expect(await orderOf(id)).toMatchObject({ because: 'It is cancelled, and has 1 tickets' })
  })

  it('waits for look-ups that are behind: for a charge, and for a refund', async () => {
    const complete = await placeTestOrder(shop.pool, { status: 'complete' })
    const cancelled = await placeTestOrder(shop.pool, { status: 'cancelled' })
    await reconcile(shop, provider({ [cancelled]: charged }, false).payments)
    expect(await orderOf(complete)).toMatchObject({ status: 'complete', reconciled: false })
    expect(await orderOf(cancelled)).toMatchObject({ because: null, reconciled: false })
    const caughtUp: BookedCharge = { state: 'cancelled', amountCents: 4_500 }
    await reconcile(shop, provider({ [complete]: charged, [cancelled]: caughtUp }).payments)
    expect(await orderOf(complete)).toMatchObject({ status: 'complete', reconciled: true })
    expect(await orderOf(cancelled)).toMatchObject({ because: null, reconciled: true })
  })

  it('shows a refund that was only said to be done', async () => {
    const id = await placeTestOrder(shop.pool, { status: 'cancelled' })
    await endHolds()
    await reconcile(shop, provider({ [id]: charged }, false).payments)
    expect(await orderOf(id)).toMatchObject({
      status: 'cancelled',
      because: 'The payment provider says that it has paid back, and has the charge still',
    })
  })

  it('shows a credit that is larger than an integer, and goes on behind it', async () => {
    const rich = await placeTestOrder(shop.pool, { status: 'complete' })
    const next = await placeTestOrder(shop.pool, { status: 'complete' })
    await shop.pool.query(
      `insert into ledger (organiser_id, order_id, amount_cents)
       select organiser_id, order_id, 2000000000 from ledger, generate_series(1, 2)
       where order_id = $1`,
      [rich],
    )
    await reconcile(shop, provider({ [rich]: charged, [next]: charged }).payments)
    expect(await orderOf(rich)).toMatchObject({
      because: 'It is complete, and its organiser is credited 4000004500 of 4500 cents',
    })
    expect(await orderOf(next)).toMatchObject({ reconciled: true })
  })

  describe('with one order that cannot be noted', () => {
    let books: Record<string, BookedCharge>
    let odd: string
    beforeEach(async () => {
      books = {}
      // More than a page of them.
      for (let count = 0; count < 50; count += 1) {
        books[await placeTestOrder(shop.pool, { status: 'complete' })] = charged
      }
      odd = Object.keys(books)[0]!
    })
    const openOrders = async () =>
      (await shop.pool.query('select id from orders where reconciled_at is null')).rows as unknown[]

    it('notes the others when it is refused', async () => {
      await shop.pool.query(
        `create function refuse() returns trigger language plpgsql as
           $$ begin raise 'not this one'; end $$;
         create trigger refuse before update on orders for each row
           when (old.id = '${odd}') execute function refuse()`,
      )
      try {
        await reconcile(shop, provider(books).payments)
      } finally {
        await shop.pool.query('drop function refuse cascade')
      }
      expect(await openOrders()).toEqual([{ id: odd }])
    })

    it('notes the others while another client has locked it', async () => {
      await inTransaction(shop.pool, async (client) => {
        await client.query('select from orders where id = $1 for no key update', [odd])
        await reconcile(shop, provider(books).payments)
      })
      expect(await openOrders()).toEqual([{ id: odd }])
    })
  })

  it.each([
    ['complete', 'delete from tickets', 'parked', 'It is complete, and has 0 of 1 tickets'],
    [
      'complete',
      'update seats set order_id = null',
      'parked',
      'It is complete, and has 0 of 1 seats',
    ],
    [
      'cancelled',
      'update seats set order_id = order_seats.order_id from order_seats where seat_id = id',
      'cancelled',
      'It is cancelled, and has 1 seats',
    ],
    [
      'complete',
      'update ledger set amount_cents = 1',
      'parked',
      'It is complete, and its organiser is credited 1 of 4500 cents',
    ],
    [
      'cancelled',
      'insert into tickets (order_id, seat_id) select order_id, seat_id from order_seats',
      'cancelled',
      'It is cancelled, and has 1 tickets',
    ],
  ])('shows an order that is %s after: %s', async (status, sql, found, because) => {
    const id = await placeTestOrder(shop.pool, { status })
    await shop.pool.query(sql)
    const books = { [id]: status === 'complete' ? charged : declined }
    await reconcile(shop, provider(books).payments)
    expect(await orderOf(id)).toMatchObject({ status: found, because, reconciled: true })
  })
})

it('compares again what was given up while it was compared', async () => {
  const id = await placeTestOrder(shop.pool, { status: 'complete' })
  const { payments } = provider({ [id]: charged })
  const find: Payments['find'] = async (asked) => {
    await shop.pool.query(`update orders set status = 'cancelled' where id = $1`, [id])
    return payments.find(asked)
  }
  await reconcile(shop, { ...payments, find })
  expect(await orderOf(id)).toMatchObject({ status: 'cancelled', reconciled: false })
})

it('begins no saga of an order that ends meanwhile, in every order', async () => {
  const pool = watch(shop.db.pool())
  let id: string
  const race = conduct({
    setup: async () => {
      await shop.pool.query('truncate orders cascade')
      id = await placeTestOrder(shop.pool)
    },
    actors: {
      orchestrator: () => endOrder(pool, id, 'complete'),
      reconciler: () => beginAgain({ pool, log: shop.log }),
      other: () => beginAgain({ pool, log: shop.log }),
    },
    invariant: async () => {
      const { status, saga } = await orderOf(id)
      return status === 'complete' && !saga ? undefined : `${status}, with a saga: ${saga}`
    },
  })
  expect(await race.holds()).toMatchObject({ exhaustive: true, schedules: 1_680 })
})
