import { postgres } from '@lab/servers/postgres'
import type { Postgres } from '@lab/servers/postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { busyPool } from './busy-pool.ts'
import { overtaken } from './overtaken.ts'
import { whileHeld } from './while-held.ts'

let db: Postgres
beforeAll(async () => {
  db = await postgres({ schema: 'create table rows (id int primary key)' })
})
afterAll(() => db[Symbol.asyncDispose]())

describe('busyPool', () => {
  it('gives another connection to each statement, and one to a client', async () => {
    const pool = busyPool([db.pool(), db.pool(), db.pool()])
    const ask = 'select pg_backend_pid() as pid'
    const pids: number[] = []
    for (let time = 0; time < 3; time++) pids.push((await pool.query(ask)).rows[0].pid)
    expect(new Set(pids).size).toBe(3)
    const client = await pool.connect()
    const [one, two] = [await client.query(ask), await client.query(ask)]
    client.release()
    expect(one.rows).toEqual(two.rows)
  })
})

describe('overtaken', () => {
  it('does something else before each statement of a pool and of its clients', async () => {
    const plain = db.pool()
    let next = 0
    const pool = overtaken(db.pool(), () => plain.query('insert into rows values ($1)', [++next]))
    const count = 'select count(*)::int as rows from rows'
    const client = await pool.connect()
    const seen = [await pool.query(count), await client.query(count), await client.query(count)]
    client.release()
    expect(seen.map(({ rows }) => rows[0].rows)).toEqual([1, 2, 3])
  })
})

describe('whileHeld', () => {
  const row = 'select from rows where id = 1 for update'

  it('gives the row back to one who waits for it, and ends one who has given up', async () => {
    const [plain, pool] = [db.pool(), db.pool()]
    await plain.query('insert into rows values (1) on conflict do nothing')
    const waits = () => pool.query(row)
    expect(await whileHeld(plain, row, waits)).toMatchObject({ rowCount: 1 })
    const givesUp = () => pool.query(`${row} nowait`).catch(({ code }) => code)
    expect(await whileHeld(plain, row, givesUp)).toBe('55P03')
    expect(await pool.query(`${row} nowait`)).toMatchObject({ rowCount: 1 })
  })
})
