import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestShop, withoutLimits } from '../src/open-test-shop.fixture.ts'
import type { TestShop } from '../src/open-test-shop.fixture.ts'
import { startApi } from '../src/http/start-api.ts'
import { createAsk } from './ask.ts'
import { openConcert } from './concert.ts'

let shop: TestShop
let api: Awaited<ReturnType<typeof startApi>>
beforeAll(async () => {
  shop = await openTestShop({}, withoutLimits)
  api = await startApi(shop)
})
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await shop[Symbol.asyncDispose]()
})

describe('openConcert', () => {
  it.each([
    { wanted: 1_354, what: 'fills its last row', seats: 1_360, rows: 68 },
    { wanted: 10_000, what: 'has short rows while those suffice', seats: 10_000, rows: 500 },
    { wanted: 10_001, what: 'has long rows when it is large', seats: 10_040, rows: 251 },
    { wanted: 228_500, what: 'has no more seats than the shop takes', seats: 20_000, rows: 500 },
  ])('$what: $wanted are wanted', async ({ wanted, seats, rows }) => {
    const concert = await openConcert(
      createAsk(api.url, () => {}),
      wanted,
    )
    const found = await shop.pool.query(
      `select count(*)::int as seats, count(distinct split_part(label, '-', 1))::int as rows
       from seats where event_id = $1`,
      [concert.eventId],
    )
    expect({ told: concert.seats, ...found.rows[0] }).toEqual({ told: seats, seats, rows })
  })
})
