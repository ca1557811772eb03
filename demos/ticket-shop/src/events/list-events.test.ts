import { statementCounter } from '@lab/wire/statement-counter'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { concert } from '../http/client.fixture.ts'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { queryPerEvent } from '../../trial/ways/query-per-event.ts'
import { usualWays } from '../usual-ways.ts'
import { queryPerCollection } from './query-per-collection.ts'
import { createEvent } from './create-event.ts'
import { cursor } from './event-cursor.ts'
import { listEvents } from './list-events.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await shop.pool.query(
    `insert into accounts (email, password_hash, role) values ('olga@example.com', '', 'organiser')`,
  )
  // One after the other: their ids are in this order.
  for (const artists of [['Zoe', 'Anna'], ['Zoe'], ['Ben'], ['Anna'], ['Kim']]) {
    await createEvent(shop.pool, '1', { ...concert(), artists })
  }
  // A microsecond between them, two at the same time, one over.
  await shop.pool.query(
    `update events set starts_at = case id
       when 1 then now() + interval '1 day' + interval '2 microseconds'
       when 2 then now() + interval '1 day' + interval '1 microsecond'
       when 5 then now() - interval '1 microsecond'
       else now() + interval '1 day' end`,
  )
  await shop.pool.query(
    'insert into orders (buyer_id, event_id, quantity, amount_cents, card, held_until) values (1, 1, 6, 1, 1, now())',
  )
  await shop.pool.query('update seats set order_id = (select id from orders) where event_id = 1')
})
afterAll(() => shop[Symbol.asyncDispose]())

async function pages(limit: number): Promise<string[][]> {
  const all: string[][] = []
  let after
  do {
    const { events, nextCursor }: Awaited<ReturnType<typeof listEvents>> = await listEvents(shop, {
      limit,
      after,
    })
    all.push(events.map(({ id }) => id))
    after = nextCursor === null ? undefined : cursor.parse(nextCursor)
  } while (after !== undefined)
  return all
}

describe('listEvents', () => {
  it('lists events to come with their venue, artists and free seats', async () => {
    const { events } = await listEvents(shop, { limit: 20, after: undefined })
    expect(events).toEqual([
      expect.objectContaining({ id: '3', artists: ['Ben'], remainingSeats: 6 }),
      expect.objectContaining({ id: '4', artists: ['Anna'], remainingSeats: 6 }),
      expect.objectContaining({ id: '2', artists: ['Zoe'], remainingSeats: 6 }),
      {
        id: '1',
        title: 'A concert',
        startsAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
        priceCents: 4_000,
        venue: { name: 'The hall', city: 'Vienna' },
        artists: ['Anna', 'Zoe'],
        remainingSeats: 0,
      },
    ])
  })

  it('pages through all of them, also when a microsecond or an id is all between them', async () => {
    expect(await pages(1)).toEqual([['3'], ['4'], ['2'], ['1']])
    expect(await pages(3)).toEqual([['3', '4', '2'], ['1']])
    expect(await pages(4)).toEqual([['3', '4', '2', '1']])
  })

  it('goes on after the last event when one is added before it meanwhile', async () => {
    const first = await listEvents(shop, { limit: 2, after: undefined })
    await createEvent(shop.pool, '1', concert(new Date(Date.now() + 60_000)))
    const after = cursor.parse(first.nextCursor)
    const { events } = await listEvents(shop, { limit: 2, after })
    expect(events.map(({ id }) => id)).toEqual(['2', '1'])
    await shop.pool.query('update events set starts_at = now() where id > 5')
  })

  it.each([
    { completeEvents: queryPerCollection, statements: [3, 3, 3] },
    { completeEvents: queryPerEvent, statements: [3, 7, 9] },
  ])(
    'sends $statements statements for pages of 1, 3 and 4 events with $completeEvents.name',
    async ({ completeEvents, statements }) => {
      await using counter = await statementCounter(shop.db.url)
      const ways = { ...usualWays, completeEvents }
      const pool = counter.pool()
      const asked = [1, 3, 4].map((limit, index) => [limit, statements[index]!] as const)
      for (const [limit, expected] of asked) {
        const { events } = await counter.expectStatements(expected, () =>
          listEvents({ read: (work) => work(pool), ways }, { limit, after: undefined }),
        )
        expect(events).toEqual((await listEvents(shop, { limit, after: undefined })).events)
      }
    },
  )
})

describe('cursor', () => {
  const cursorOf = (place: object) => Buffer.from(JSON.stringify(place)).toString('base64url')
  const place = { startsAt: '2030-01-01T20:00:00.000001Z', id: '7' }

  it('is taken as it was given', () => {
    expect(cursor.parse(cursorOf(place))).toEqual(place)
  })

  it.each([
    ['no base64', '%'],
    ['a character too many', `${cursorOf(place)}!`],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['no place', cursorOf({})],
    ['something more', cursorOf({ ...place, more: 1 })],
    ['another order', cursorOf({ id: '7', startsAt: place.startsAt })],
    ['year 0', cursorOf({ ...place, startsAt: '0000-12-31T23:59:59.999999Z' })],
    ['no time', cursorOf({ ...place, startsAt: '2030-02-30T20:00:00.000001Z' })],
    ['an id that is too large', cursorOf({ ...place, id: '9223372036854775808' })],
    ['an id that is a number', cursorOf({ ...place, id: 7 })],
  ])('is refused with %s', (_what, text) => {
    expect(cursor.safeParse(text)).toMatchObject({
      success: false,
      error: { issues: [{ message: 'Must be a nextCursor of this list' }] },
    })
  })
})
