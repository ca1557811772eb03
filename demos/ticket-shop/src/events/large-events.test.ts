// What a page of events, an order and the sales of an event read, whatever the size of the events and of
// the shop: counted in blocks.
import { skipLockedSeats } from '@lab/skip-locked'
import { explain } from '@lab/stage/explain'
import { vacuumTables } from '@lab/stage/vacuum-tables'
import type { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { queryPerCollection } from './query-per-collection.ts'
import { readSales } from './read-sales.ts'
import type { Sales } from './read-sales.ts'

const order = '00000000-0000-4000-8000-000000000001'

let shop: TestShop
let client: Client
beforeAll(async () => {
  shop = await openTestShop()
  client = await shop.db.connect()
  await client.query(`
    insert into accounts (email, password_hash, role) values ('a@example.com', '', 'organiser');
    insert into venues (name, city) values ('The hall', 'Vienna');
    insert into events (organiser_id, venue_id, title, starts_at, price_cents)
      select 1, 1, 'A concert', now() + interval '1 day', 100 from generate_series(1, 4);
    insert into orders (id, buyer_id, event_id, quantity, amount_cents, card, held_until)
      values ('${order}', 1, 1, 1, 1, '', now())`)
})
afterAll(async () => {
  await client.end()
  await shop[Symbol.asyncDispose]()
})

const addSeats = (eventId: number, count: number) =>
  client.query(
    `insert into seats (event_id, label) select $1, 's' || n from generate_series(1, $2::int) as n`,
    [eventId, count],
  )

/** The statements that work sends, with what they were given. */
async function statementsOf(
  work: (db: Pick<Client, 'query'>) => Promise<unknown>,
): Promise<[text: string, values: unknown[]][]> {
  const sent: [string, unknown[]][] = []
  const query = async (text: string, values: unknown[]) => {
    sent.push([text, values])
    return client.query(text, values)
  }
  await work({ query } as unknown as Pick<Client, 'query'>)
  return sent
}

it('a page reads as many blocks for events of 20,000 seats as for events of 1,000', async () => {
  await addSeats(1, 1_000)
  await addSeats(2, 20_000)
  await vacuumTables(client, ['seats'])
  const blocks = async (id: string) => {
    const found = { id } as Parameters<typeof queryPerCollection>[1][number]
    const sent = await statementsOf((db) =>
      queryPerCollection(db as Parameters<typeof queryPerCollection>[0], [found]),
    )
    const counting = sent.filter(([text]) => text.includes('from seats'))
    expect(counting).toHaveLength(1)
    const { buffers, labels } = await explain(client, ...counting[0]!)
    expect(labels).toContain('Index Only Scan using free_seats on seats')
    return buffers
  }
  const [small, large] = [await blocks('1'), await blocks('2')]
  expect(large, 'one level more of the index, at most').toBeLessThanOrEqual(small + 1)
})

it('says 500 of 500 free seats and of 20,000', async () => {
  const rows = ['2', '3'].map((id) => ({ id }) as Parameters<typeof queryPerCollection>[1][number])
  expect(
    (await queryPerCollection(shop.pool, rows)).map(({ remainingSeats }) => remainingSeats),
  ).toEqual([500, 0])
})

it('an order finds free seats by their index, also when the planner knows of a sold-out house', async () => {
  await client.query('update seats set order_id = $1', [order])
  await client.query('analyze seats')
  await addSeats(4, 20_000)
  await client.query('begin')
  const [[text, values] = ['', []]] = await statementsOf((db) =>
    skipLockedSeats(db, { eventId: '4', orderId: order, quantity: 4 }),
  )
  await client.query('rollback')
  const { buffers, labels } = await explain(client, text, values)
  expect(labels).toContain('Index Scan using free_seats on seats')
  expect(buffers).toBeLessThan(50)
})

it('what an event has sold is read from its own orders, however many the shop has', async () => {
  await client.query(`
    insert into orders (buyer_id, event_id, quantity, amount_cents, card, held_until, status)
      select 1, 2, 1, 100, '', now(), 'complete' from generate_series(1, 20000);
    with sold as (
      insert into orders (buyer_id, event_id, quantity, amount_cents, card, held_until, status)
      select 1, 3, 1, 100, '', now(), 'complete' from generate_series(1, 10) returning id
    )
    insert into seats (event_id, label, order_id) select 3, id, id from sold`)
  await addSeats(3, 500)
  await vacuumTables(client, ['orders', 'seats'])
  let found: Sales | undefined
  const sent = await statementsOf(async (db) => {
    const pool = { connect: async () => ({ ...db, release() {} }) } as unknown as TestShop['pool']
    found = await readSales({ ...shop, pool }, '1', '3')
  })
  expect(found).toEqual({ seats: { sold: 10, held: 0, free: 500 }, revenueCents: 1_000 })
  const ofOrders = sent.filter(([text]) => /(?:from|join) orders/.test(text))
  expect(ofOrders).toHaveLength(2)
  for (const [text, values] of ofOrders) {
    const { buffers, labels } = await explain(client, text, values)
    expect(labels.join(' '), 'one kind of scan or the other').toContain('orders_event_id_idx')
    expect(buffers).toBeLessThan(50)
  }
})
