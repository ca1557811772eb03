import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { algorithmOf, fillLarge, joinBy, sizes } from './join-by.ts'
import type { Algorithm } from './join-by.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
  await fillLarge(db.pool)
})
afterAll(() => db[Symbol.asyncDispose]())

async function blocks(algorithm: Algorithm) {
  const read = []
  for (const customers of sizes) {
    const explained = await joinBy(db.pool, customers, algorithm)
    expect(algorithmOf(explained)).toBe(algorithm)
    read.push(explained.buffers)
  }
  return read
}

describe('joinBy', () => {
  it('reads seven blocks a customer by a nested loop, and the whole table by a hash join', async () => {
    expect((await blocks('nested loop')).slice(0, 4)).toEqual([10, 73, 703, 7_005])
    expect(await blocks('hash join')).toEqual([274, 274, 274, 276, 335])
  })

  it('reads each order by the index for a merge join, because the table is not in its order', async () => {
    expect((await blocks('merge join')).slice(0, 4)).toEqual([11, 56, 506, 5_015])
  })

  it('leaves it to the planner: a nested loop for 10 customers, a hash join for 100', async () => {
    const taken = []
    for (const customers of sizes) taken.push(algorithmOf(await joinBy(db.pool, customers)))
    expect(taken).toEqual(['nested loop', 'nested loop', 'hash join', 'hash join', 'hash join'])
  })

  it('finds the same sum without any one of the algorithms', async () => {
    const statement = `select sum(total)::int from many_customers
      join many_orders on customer_id = many_customers.id where many_customers.id <= 100`
    const sums = new Set<number>()
    for (const name of ['nestloop', 'hashjoin', 'mergejoin']) {
      const client = await db.pool.connect()
      await client.query(`begin; set local enable_${name} = off`)
      sums.add((await client.query(statement)).rows[0].sum)
      await client.query('rollback')
      client.release()
    }
    expect(sums.size).toBe(1)
  })
})
