import { answerOf, conduct, watch } from '@lab/conductor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { concert } from '../http/client.fixture.ts'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { createEvent, newEvent } from './create-event.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await shop.pool.query(
    `insert into accounts (email, password_hash, role) values ('olga@example.com', '', 'organiser')`,
  )
})
afterAll(() => shop[Symbol.asyncDispose]())

describe('createEvent', () => {
  it('has a seat for each place of each row, the first row first', async () => {
    const event = await createEvent(shop.pool, '1', { ...concert(), rows: 2, seatsPerRow: 3 })
    const { rows } = await shop.pool.query(
      'select array_agg(label order by id) as labels from seats where event_id = $1',
      [event.id],
    )
    expect(rows[0].labels).toEqual(['1-1', '1-2', '1-3', '2-1', '2-2', '2-3'])
    expect(event).toMatchObject({ remainingSeats: 6, artists: ['Anna', 'Zoe'] })
  })

  it('knows venues and artists again', async () => {
    await createEvent(shop.pool, '1', concert())
    await createEvent(shop.pool, '1', { ...concert(), artists: ['Zoe', 'Ben'] })
    const { rows } = await shop.pool.query(
      `select (select count(*)::int from venues) as venues,
         (select array_agg(name order by name) from artists) as artists`,
    )
    expect(rows).toEqual([{ venues: 1, artists: ['Anna', 'Ben', 'Zoe'] }])
  })

  it('begins at a time that is said with any offset', async () => {
    const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
    const startsAt = `${day}T20:00:00+23:59`
    const event = await createEvent(shop.pool, '1', { ...concert(), startsAt })
    expect(Date.parse(event.startsAt)).toBe(Date.parse(startsAt))
  })

  it('leaves no event when its organiser is none', async () => {
    const count = async () => (await shop.pool.query('select count(*) from events')).rows
    const before = await count()
    await expect(createEvent(shop.pool, '99', concert())).rejects.toThrow('foreign key')
    expect(await count()).toEqual(before)
  })

  it('waits for no event of the same names that has yet to be committed with its seats', async () => {
    const pool = watch(shop.db.pool())
    const wanted = { ...concert(), venue: { name: 'A new hall', city: 'Graz' }, artists: ['Eva'] }
    const found: unknown[] = []
    const race = conduct({
      actors: {
        first: () => createEvent(pool, '1', wanted),
        second: () => createEvent(pool, '1', wanted),
      },
      invariant: async ({ first, second }) => {
        for (const ending of [first, second]) found.push(answerOf(ending))
        return undefined
      },
    })
    await race.replay('first×13 second×14 first')
    const { venue, artists } = wanted
    expect(found).toMatchObject([
      { venue, artists, remainingSeats: 6 },
      { venue, artists, remainingSeats: 6 },
    ])
  })
})

describe('newEvent', () => {
  const inMs = (ms: number) => new Date(Date.now() + ms).toISOString()
  const accepts = (change: object) => newEvent.safeParse({ ...concert(), ...change }).success

  it('is in the future, and not further away than ten years', () => {
    const times = [
      inMs(-1_000),
      inMs(60_000),
      inMs(9 * 365 * 86_400_000),
      inMs(11 * 365 * 86_400_000),
    ]
    expect(times.map((startsAt) => accepts({ startsAt }))).toEqual([false, true, true, false])
  })

  it('has 20,000 seats at most', () => {
    expect(accepts({ rows: 200, seatsPerRow: 100 })).toBe(true)
    expect(accepts({ rows: 200, seatsPerRow: 101 })).toBe(false)
  })
})
