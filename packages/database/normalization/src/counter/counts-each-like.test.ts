import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { atomicUpdate } from './atomic-update.ts'
import { countsEachLike } from './counts-each-like.ts'
import { readThenWrite } from './read-then-write.ts'
import { recount } from './recount.ts'
import { createTrigger, dropTrigger, insertAlone } from './trigger.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const lost = '2 likes, and the counter says 1'

describe('readThenWrite', () => {
  it('loses a like in 140 of 182 orders', async () => {
    expect(await countsEachLike(db, readThenWrite).explore()).toMatchObject({
      schedules: 182,
      violations: 140,
      exhaustive: true,
      shortest: { reason: lost },
    })
  })
})

describe('recount', () => {
  it('loses a like in 20 of 50 orders, in each of which the second user has waited', async () => {
    expect(await countsEachLike(db, recount).explore()).toMatchObject({
      schedules: 50,
      violations: 20,
      waits: 20,
      exhaustive: true,
      shortest: { reason: lost },
    })
  })
})

describe('atomicUpdate', () => {
  it('counts both in all 50 orders', async () => {
    expect(await countsEachLike(db, atomicUpdate).explore()).toMatchObject({
      schedules: 50,
      violations: 0,
      exhaustive: true,
    })
  })
})

describe('insertAlone', () => {
  it('counts both in all 14 orders, with the trigger', async () => {
    await createTrigger(db.plain)
    const found = await countsEachLike(db, insertAlone).explore()
    await dropTrigger(db.plain)
    expect(found).toMatchObject({ schedules: 14, violations: 0, exhaustive: true })
  })

  it('counts nothing without it', async () => {
    const found = await countsEachLike(db, insertAlone).explore()
    expect([found.schedules, found.violations]).toEqual([found.schedules, found.schedules])
  })
})

describe('the trigger', () => {
  it('takes a like back with its row, also when many rows go at once', async () => {
    await createTrigger(db.plain)
    await db.plain.query(`delete from likes; update posts set likes = 0`)
    await db.plain.query(`insert into likes values (1, 'ada'), (1, 'grace'), (1, 'linus')`)
    const likes = async () => (await db.plain.query('select likes from posts')).rows[0].likes
    expect(await likes()).toBe(3)
    await db.plain.query(`delete from likes where user_name <> 'ada'`)
    expect(await likes()).toBe(1)
    await dropTrigger(db.plain)
  })

  it('does not hear of a truncate', async () => {
    await createTrigger(db.plain)
    await db.plain.query(`delete from likes; update posts set likes = 0`)
    await db.plain.query(`insert into likes values (1, 'ada'); truncate likes`)
    const { rows } = await db.plain.query('select likes from posts')
    expect(rows).toEqual([{ likes: 1 }])
    await dropTrigger(db.plain)
  })
})
