import { answerOf, conduct, watch } from '@lab/conductor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../http/client.fixture.ts'
import type { Client } from '../http/client.fixture.ts'
import { startApi } from '../http/start-api.ts'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { placeTestOrder } from '../place-test-order.fixture.ts'
import { signAccessToken } from '../accounts/access-token.ts'
import { endOrder } from '../saga/end-order.ts'
import { decide as makeDecision } from './decide.ts'
import type { Decision } from './decide.ts'

let shop: TestShop
let client: Client
let token: string
let operatorId: string
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  shop = opened.use(await openTestShop({ ANONYMOUS_LIMIT: '1000', STANDARD_LIMIT: '1000' }))
  client = createClient(opened.use(await startApi(shop)).url)
  const { rows } = await shop.pool.query(
    `insert into accounts (email, password_hash, role) values ('o@example.com', '', 'operator')
     returning id`,
  )
  operatorId = rows[0].id
  token = signAccessToken(
    { id: operatorId, role: 'operator', plan: 'standard' },
    shop.configuration,
  )
})
afterAll(() => opened.disposeAsync())

async function parkedOrder(): Promise<string> {
  const id = await placeTestOrder(shop.pool)
  await shop.pool.query(
    `insert into tickets (order_id, seat_id) select order_id, seat_id from order_seats
     where order_id = $1`,
    [id],
  )
  await shop.pool.query(
    `insert into ledger (organiser_id, order_id, amount_cents)
     select organiser_id, orders.id, amount_cents from orders join events on events.id = event_id
     where orders.id = $1`,
    [id],
  )
  await endOrder(shop.pool, id, 'parked', 'The payment provider answered 400 to a charge')
  return id
}

async function stateOf(id: string) {
  const { rows } = await shop.pool.query(
    `select status, parked_because as because,
       (select count(*)::int from seats where order_id = orders.id) as seats,
       (select count(*)::int from tickets where order_id = orders.id) as tickets,
       (select sum(amount_cents)::int from ledger where order_id = orders.id) as credited,
       (select count(*)::int from sagas where order_id = orders.id) as sagas
     from orders where id = $1`,
    [id],
  )
  return rows[0]
}

const decide = async (path: string) =>
  (await client.ask(`POST /operator/${path}`, { token })).status

describe('GET /operator/parked', () => {
  it('is for operators, and nobody registers as one', async () => {
    const { accessToken } = await client.register('organiser')
    const asked = await client.ask('GET /operator/parked', { token: accessToken })
    expect(asked.status).toBe(403)
    const body = { email: 'p@example.com', password: 'correct horse', role: 'operator' }
    expect((await client.ask('POST /accounts', { body })).status).toBe(400)
  })

  it('lists orders, messages and mails with their reasons', async () => {
    const id = await parkedOrder()
    await shop.pool.query(`
      insert into dead_letters (consumer, topic, partition, message_offset, key, value, reason, tries)
        values ('tickets', 'commands', 0, 7, null, '{', 'no JSON', 4);
      insert into mails (order_id, status, reason) values ('${id}', 'dead', '400')`)
    expect((await client.ask('GET /operator/parked', { token })).body).toMatchObject({
      orders: [{ id, because: 'The payment provider answered 400 to a charge' }],
      deadLetters: [{ consumer: 'tickets', key: null, value: '{', reason: 'no JSON', tries: 4 }],
      mails: [{ orderId: id, reason: '400' }],
    })
  })
})

describe('GET /operator/parked, besides', () => {
  const listed = async (id: string) => {
    const { body } = await client.ask('GET /operator/parked', { token })
    return (body as { orders: { id: string }[] }).orders.find((one) => one.id === id)
  }

  it('shows what is pending when it should have ended, whatever holds it up', async () => {
    const id = await placeTestOrder(shop.pool)
    expect(await listed(id)).toBeUndefined()
    await shop.pool.query(
      `update orders set held_until = now() - interval '2 minutes' where id = $1`,
      [id],
    )
    expect(await listed(id)).toMatchObject({
      status: 'pending',
      because: 'It should have ended, and has not: an orchestrator tries again',
    })
    await shop.pool.query(`update orders set held_until = now() where id = $1`, [id])
  })

  it('shows what has ended, and could not be compared for ten minutes', async () => {
    const id = await placeTestOrder(shop.pool, { status: 'cancelled' })
    expect(await listed(id)).toBeUndefined()
    await shop.pool.query(
      `update orders set held_until = now() - interval '11 minutes' where id = $1`,
      [id],
    )
    expect(await listed(id)).toMatchObject({
      because:
        'It has ended, and the payment provider could not be asked about it: it is asked again',
    })
    await shop.pool.query('update orders set reconciled_at = now() where id = $1', [id])
    expect(await listed(id)).toBeUndefined()
  })

  it('shows also what has no reason', async () => {
    const id = await placeTestOrder(shop.pool, { status: 'parked' })
    await shop.pool.query(`insert into mails (order_id, status) values ($1, 'dead')`, [id])
    expect(await listed(id)).toMatchObject({ status: 'parked', because: 'No reason is stored' })
    await shop.pool.query('delete from mails where order_id = $1', [id])
  })
})

describe('a decision', () => {
  it('settles also an order that is cancelled, and of which something is wrong', async () => {
    const ids = [await placeTestOrder(shop.pool), await placeTestOrder(shop.pool)] as const
    for (const id of ids) {
      await endOrder(shop.pool, id, 'compensated')
      await shop.pool.query(
        `update orders set parked_because = 'no refund', reconciled_at = now() where id = $1`,
        [id],
      )
    }
    expect(await decide(`orders/${ids[0]}/retry`)).toBe(201)
    expect(await decide(`orders/${ids[1]}/give-up`)).toBe(201)
    expect(await decide(`orders/${ids[1]}/give-up`)).toBe(404)
    const { rows } = await shop.pool.query(
      `select status, parked_because as because, reconciled_at is null as "comparedAgain"
       from orders where id = any($1) order by id`,
      [ids],
    )
    expect(rows).toEqual([
      { status: 'cancelled', because: null, comparedAgain: true },
      { status: 'cancelled', because: null, comparedAgain: false },
    ])
  })

  it('to try an order again gives it the time of a new hold', async () => {
    const id = await parkedOrder()
    await shop.pool.query(`update orders set held_until = now() - interval '1 day' where id = $1`, [
      id,
    ])
    await decide(`orders/${id}/retry`)
    const { rows } = await shop.pool.query(
      'select held_until > now() as held from orders where id = $1',
      [id],
    )
    expect(rows).toEqual([{ held: true }])
  })

  it('to try an order again gives its mail, which has waited, all of its time', async () => {
    const id = await parkedOrder()
    await shop.pool.query(
      `insert into mails (order_id, tries, created_at) values ($1, 1, now() - interval '3 days')`,
      [id],
    )
    await decide(`orders/${id}/retry`)
    const { rows } = await shop.pool.query(
      `select status, tries, created_at > now() - interval '1 minute' as "isNew" from mails
       where order_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ status: 'due', tries: 0, isNew: true }])
  })

  it('to give an order up gives up its mail, too', async () => {
    const id = await parkedOrder()
    await shop.pool.query('insert into mails (order_id) values ($1)', [id])
    await decide(`orders/${id}/give-up`)
    const { rows } = await shop.pool.query('select status from mails where order_id = $1', [id])
    expect(rows).toEqual([{ status: 'given up' }])
  })

  it('is the first one of two, in every order of two operators', async () => {
    const pool = watch(shop.db.pool())
    let id: string
    const by = (decision: Decision) => async () =>
      (await makeDecision({ ...shop, pool }, operatorId, ['order', id], decision)) !== undefined
    const race = conduct({
      setup: async () => void (id = await parkedOrder()),
      actors: { one: by('retry'), other: by('give up') },
      invariant: async ({ one, other }) => {
        const made = [answerOf(one), answerOf(other)]
        const { status, sagas, seats, tickets } = await stateOf(id)
        const found = `${made.join()} ${status} ${sagas} ${seats} ${tickets}`
        return ['true,false pending 1 1 1', 'false,true cancelled 0 0 0'].includes(found)
          ? undefined
          : found
      },
    })
    expect(await race.holds()).toMatchObject({ exhaustive: true })
  })

  it('to try an order again asks for its tickets again, which may have been lost', async () => {
    const id = await parkedOrder()
    await shop.pool.query(
      `insert into saga_log (order_id, command, outcome)
       values ($1, 'charge', 'done'), ($1, 'issue', 'done')`,
      [id],
    )
    expect(await decide(`orders/${id}/retry`)).toBe(201)
    const { rows } = await shop.pool.query('select command from saga_log where order_id = $1', [id])
    expect(rows).toEqual([{ command: 'charge' }])
  })

  it('gives up what should have ended, unless it ends now, in every order', async () => {
    const pool = watch(shop.db.pool())
    let id: string
    const ends = ['true finished cancelled 0 0', 'false finished complete 0 1']
    const seen = new Set<string>()
    const race = conduct({
      setup: async () => {
        id = await placeTestOrder(shop.pool)
        await shop.pool.query(
          `update orders set held_until = now() - interval '2 minutes' where id = $1`,
          [id],
        )
      },
      actors: {
        operator: async () =>
          (await makeDecision({ ...shop, pool }, operatorId, ['order', id], 'give up')) !==
          undefined,
        orchestrator: () => endOrder(pool, id, 'complete'),
      },
      invariant: async ({ operator, orchestrator }) => {
        const { status, sagas, seats } = await stateOf(id)
        const found = `${String(answerOf(operator))} ${orchestrator!.kind} ${status} ${sagas} ${seats}`
        seen.add(found)
        return ends.includes(found) ? undefined : found
      },
    })
    expect(await race.holds()).toMatchObject({ exhaustive: true })
    expect(seen, 'each of the two comes first once').toEqual(new Set(ends))
  })

  it.each([
    ['retry', { status: 'pending', sagas: 1 }],
    ['give-up', { status: 'cancelled', sagas: 0, seats: 0 }],
  ])('to %s an order that was parked by hand minds its saga', async (decision, state) => {
    const id = await placeTestOrder(shop.pool)
    await shop.pool.query(`update orders set status = 'parked' where id = $1`, [id])
    expect(await decide(`orders/${id}/${decision}`)).toBe(201)
    expect(await stateOf(id)).toMatchObject(state)
  })

  it('is made also about an id that PostgreSQL takes, and RFC 9562 does not have', async () => {
    const id = '11111111-1111-1111-1111-111111111111'
    const order = await placeTestOrder(shop.pool)
    await shop.pool.query(
      `insert into orders (id, buyer_id, event_id, quantity, amount_cents, card, held_until, status)
       select $2, buyer_id, event_id, quantity, amount_cents, card, held_until, 'parked'
       from orders where id = $1`,
      [order, id],
    )
    const { status, body } = await client.ask('GET /operator/parked', { token })
    expect(status).toBe(200)
    expect((body as { orders: { id: string }[] }).orders.map((one) => one.id)).toContain(id)
    expect(await decide(`orders/${id}/give-up`)).toBe(201)
  })

  it('about an order that is under way is none', async () => {
    const id = await placeTestOrder(shop.pool)
    expect(await decide(`orders/${id}/give-up`)).toBe(404)
    expect(await stateOf(id)).toMatchObject({ status: 'pending', sagas: 1 })
  })

  it('to try an order again is made once, and says by whom', async () => {
    const id = await parkedOrder()
    expect(await decide(`orders/${id}/retry`)).toBe(201)
    expect(await stateOf(id)).toMatchObject({
      status: 'pending',
      because: null,
      sagas: 1,
      seats: 1,
    })
    expect(await decide(`orders/${id}/retry`)).toBe(404)
    expect(await decide(`orders/${id}/give-up`)).toBe(404)
    const { rows } = await shop.pool.query(
      `select account_id, decision from decisions where subject = $1`,
      [`order ${id}`],
    )
    expect(rows).toEqual([{ account_id: operatorId, decision: 'retry' }])
  })

  it('to give an order up frees its seats, and takes back its tickets and what was credited', async () => {
    const id = await parkedOrder()
    expect(await decide(`orders/${id}/give-up`)).toBe(201)
    expect(await stateOf(id)).toEqual({
      status: 'cancelled',
      because: null,
      seats: 0,
      tickets: 0,
      credited: 0,
      sagas: 0,
    })
  })

  it('to retry a dead letter sends it again, to give it up settles it', async () => {
    const { rows } = await shop.pool.query(
      `insert into dead_letters (consumer, topic, partition, message_offset, key, value, reason, tries)
       select 'tickets', 'commands', 1, place, 'k', 'v', 'no', 1 from generate_series(1, 2) as place
       returning id`,
    )
    expect(await decide(`dead-letters/${rows[0].id}/retry`)).toBe(201)
    expect(await decide(`dead-letters/${rows[1].id}/give-up`)).toBe(201)
    expect(await decide(`dead-letters/${rows[1].id}/retry`)).toBe(404)
    const sent = await shop.pool.query('select topic, key, value from outbox')
    expect(sent.rows).toEqual([{ topic: 'commands', key: 'k', value: 'v' }])
  })

  it('to retry a dead mail makes it due, to give it up ends it', async () => {
    const ids = [await parkedOrder(), await parkedOrder()] as const
    for (const id of ids) {
      await shop.pool.query(
        `insert into mails (order_id, status, tries, reason) values ($1, 'dead', 9, '400')`,
        [id],
      )
    }
    expect(await decide(`mails/${ids[0]}/retry`)).toBe(201)
    expect(await decide(`mails/${ids[1]}/give-up`)).toBe(201)
    const { rows } = await shop.pool.query(
      'select status, tries from mails where order_id = any($1) order by status',
      [ids],
    )
    expect(rows).toEqual([
      { status: 'due', tries: 0 },
      { status: 'given up', tries: 0 },
    ])
  })

  it('about nothing, or by what is no id, is refused', async () => {
    expect(await decide('orders/00000000-0000-4000-8000-000000000000/retry')).toBe(404)
    expect(await decide('orders/x/retry')).toBe(400)
    expect(await decide('dead-letters/99999999999999999999/give-up')).toBe(400)
  })
})
