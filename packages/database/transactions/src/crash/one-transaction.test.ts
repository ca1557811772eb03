import type { PoolClient } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'

let db: Database
let client: PoolClient
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())
beforeEach(async () => {
  client = await db.plain.connect()
  await client.query('truncate checked_accounts; create temp table notes (id serial, text text)')
})
afterEach(() => client.release(true))

const value = async (statement: string): Promise<unknown> =>
  Object.values((await client.query(statement)).rows[0])[0]

describe('a statement', () => {
  it('changes no row when it fails at the second one', async () => {
    await client.query('insert into checked_accounts values (1, 10), (2, 0)')
    const update = client.query('update checked_accounts set balance = balance - 5')
    await expect(update).rejects.toMatchObject({ code: '23514' })
    expect(await value('select array_agg(balance order by id) from checked_accounts')).toEqual([
      10, 0,
    ])
  })
})

describe('a rollback', () => {
  it('takes back tables, and rows of a truncate', async () => {
    await client.query(`insert into notes (text) values ('kept')`)
    await client.query('begin; create table drafts (id int); truncate notes; rollback')
    expect(await value(`select to_regclass('drafts')`)).toBe(null)
    expect(await value('select count(*)::int from notes')).toBe(1)
  })

  it('takes back no number of a sequence', async () => {
    await client.query(`begin; insert into notes (text) values ('gone'); rollback`)
    expect(await value(`insert into notes (text) values ('kept') returning id`)).toBe(2)
  })
})

describe('a transaction', () => {
  it('has one time: now() is when it began', async () => {
    await client.query('begin')
    const began = await value('select now()::text')
    expect(await value('select now()::text')).toBe(began)
    expect(await value('select clock_timestamp() > now()')).toBe(true)
    await client.query('rollback')
  })

  it('is not nested: a second begin is a warning, and the first commit ends all', async () => {
    await client.query(`begin; insert into notes (text) values ('outer')`)
    await client.query(`begin; insert into notes (text) values ('inner'); commit`)
    await client.query('rollback')
    expect(await value('select count(*)::int from notes')).toBe(2)
  })

  it('gives each savepoint that writes a number of its own, and keeps 64 of them at hand', async () => {
    const { rows } = await client.query('select pg_backend_pid() as pid')
    const { pid } = rows[0]
    await client.query('begin')
    const found = []
    for (let count = 1; count <= 65; count += 1) {
      await client.query(
        `savepoint note; insert into notes (text) values ('${count}'); release savepoint note`,
      )
      if (count >= 64) found.push(await subtransactionsOf(pid))
    }
    expect(await value('select count(distinct xmin::text)::int from notes')).toBe(65)
    // Other sessions see by the overflow that they have to look into pg_subtrans.
    expect(found).toEqual([
      { count: 64, overflowed: false },
      { count: 64, overflowed: true },
    ])
    await client.query('rollback')
  })
})

/** What other sessions see of the subtransactions of a session. */
async function subtransactionsOf(pid: number): Promise<unknown> {
  const { rows } = await db.plain.query(
    `select subxact_count as count, subxact_overflowed as overflowed
     from pg_stat_get_backend_idset() as id, pg_stat_get_backend_subxact(id)
     where pg_stat_get_backend_pid(id) = $1`,
    [pid],
  )
  return rows[0]
}
