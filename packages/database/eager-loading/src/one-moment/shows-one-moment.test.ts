import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { join } from '../whole-list/join.ts'
import { jsonAggregate } from '../whole-list/json-aggregate.ts'
import { twoQueries } from '../whole-list/two-queries.ts'
import { showsOneMoment } from './shows-one-moment.ts'
import { twoQueriesOfOneSnapshot } from './two-queries-of-one-snapshot.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('twoQueries', () => {
  it('shows a user without the posts in 31 of 84 orders', async () => {
    expect(await showsOneMoment(db, twoQueries).explore()).toMatchObject({
      schedules: 84,
      violations: 31,
      exhaustive: true,
      shortest: {
        schedule: 'page×4 user×3 page×2',
        reason: 'user 1 has always had 1 post, and is shown with 0',
      },
    })
  })
})

describe('twoQueriesOfOneSnapshot', () => {
  it('shows one moment in all 35 orders', async () => {
    const race = showsOneMoment(db, (_, limit) => twoQueriesOfOneSnapshot(db.watched, limit))
    expect(await race.holds()).toMatchObject({ schedules: 35, waits: 0, exhaustive: true })
  })
})

describe.each([{ way: join }, { way: jsonAggregate }])('$way.name', ({ way }) => {
  it('shows one moment in all 20 orders', async () => {
    expect(await showsOneMoment(db, way).holds()).toMatchObject({ schedules: 20, exhaustive: true })
  })
})
