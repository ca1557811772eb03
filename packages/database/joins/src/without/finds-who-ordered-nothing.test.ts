import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { findsWhoOrderedNothing } from './finds-who-ordered-nothing.ts'
import { leftJoinIsNull } from './left-join-is-null.ts'
import { notExists } from './not-exists.ts'
import { notIn } from './not-in.ts'
import { notInWithoutNull } from './not-in-without-null.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('notIn', () => {
  it('finds no customer as soon as one order has none', async () => {
    const found = await findsWhoOrderedNothing(db.pool, notIn)
    expect(found).toEqual({ names: [], violation: 'no customer instead of Barbara, Linus' })
  })

  it('is right as long as every order has a customer, so it passes its test', async () => {
    await using early = await openDatabase()
    await early.pool.query('delete from orders where customer_id is null')
    expect((await findsWhoOrderedNothing(early.pool, notIn)).violation).toBeUndefined()
  })

  it('is planned as a filter over the list, not as an anti join', async () => {
    const labels = async (statement: string) => {
      const { rows } = await db.pool.query(`explain ${statement}`)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    }
    expect(await labels(notIn)).not.toContain('Anti Join')
    expect(await labels(notExists)).toContain('Anti Join')
  })
})

describe.each([
  { name: 'notExists', statement: notExists },
  { name: 'leftJoinIsNull', statement: leftJoinIsNull },
  { name: 'notInWithoutNull', statement: notInWithoutNull },
])('$name', ({ statement }) => {
  it('finds Barbara and Linus', async () => {
    const found = await findsWhoOrderedNothing(db.pool, statement)
    expect(found).toEqual({ names: ['Barbara', 'Linus'], violation: undefined })
  })
})
