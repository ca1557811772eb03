import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { clusterOnce } from './cluster-once.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('cluster', () => {
  it('brings 22 blocks down to 3, and the next inserts undo it', async () => {
    expect(await clusterOnce(db)).toEqual({ before: 22, after: 3, later: 20 })
  })
})

describe('the primary key', () => {
  it('does not order the table: a new version of the first row lies behind the others of its page', async () => {
    const client = await db.create(500)
    const idsByPlace = async () => {
      const { rows } = await client.query('select id from orders order by ctid limit 2')
      return rows.map(({ id }) => id)
    }
    expect(await idsByPlace()).toEqual([1, 2])
    await client.query('update orders set total_cents = 0 where id = 1')
    expect(await idsByPlace()).toEqual([2, 3])
  })
})
