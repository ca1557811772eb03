import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postgres } from '@lab/servers/postgres'
import type { Postgres } from '@lab/servers/postgres'
import { statementCounter } from './statement-counter.ts'
import type { StatementCounter } from './statement-counter.ts'

let db: Postgres
let counter: StatementCounter
beforeAll(async () => {
  db = await postgres({
    schema: `create table posts (id int primary key, user_id int);
      insert into posts select n, n % 100 from generate_series(1, 300) as n`,
  })
  counter = await statementCounter(db.url)
})
afterAll(async () => {
  await counter[Symbol.asyncDispose]()
  await db[Symbol.asyncDispose]()
})

const postsOf = 'select id from posts where user_id = $1'

describe('during', () => {
  it('tells the statements, the rows and the bytes of the work, and what it returned', async () => {
    const client = await counter.connect()
    await client.query('select 1')
    expect(
      await counter.during(async () => (await client.query('select 7 as seven')).rows),
    ).toEqual({
      result: [{ seven: 7 }],
      statements: ['select 7 as seven'],
      rows: 1,
      bytes: { sent: 23, received: 63 },
      connections: 1,
    })
  })

  it('counts each execution of a prepared statement under its text', async () => {
    const client = await counter.connect()
    const run = (userId: number) =>
      client.query({ name: 'posts-of', text: postsOf, values: [userId] })
    await run(1)
    expect(await counter.during(() => run(2))).toMatchObject({ statements: [postsOf], rows: 3 })
  })

  it('counts on all connections of a pool, without their logins', async () => {
    const pool = counter.pool()
    const work = () => Promise.all([1, 2, 3].map((userId) => pool.query(postsOf, [userId])))
    const cold = await counter.during(work)
    const warm = await counter.during(work)
    expect(cold).toMatchObject({ rows: 9, connections: 3, bytes: warm.bytes })
    expect(cold.statements).toEqual([postsOf, postsOf, postsOf])
  })

  it('does not count what goes past it', async () => {
    const other = await db.connect()
    expect(await counter.during(() => other.query('select 1'))).toMatchObject({ statements: [] })
  })
})

describe('onDone', () => {
  it('hears each statement with its rows, also after one that failed', async () => {
    const heard: unknown[] = []
    await using listening = await statementCounter(db.url, {
      onDone: (statement) => void heard.push(statement),
    })
    const [first, second] = [await listening.connect(), await listening.connect()]
    await first.query(postsOf, [1])
    await second.query('begin')
    await second.query('delete from posts where user_id = $1', ['no number']).catch(() => {})
    await second.query('rollback')
    await first.query('update posts set user_id = 2 where id = 1')
    await first.query('update posts set user_id = 1 where id = 1')
    expect(heard).toEqual([
      { text: postsOf, connection: 0, rows: 3 },
      { text: 'begin', connection: 1, rows: 0 },
      { text: 'delete from posts where user_id = $1', connection: 1, rows: 0 },
      { text: 'rollback', connection: 1, rows: 0 },
      { text: 'update posts set user_id = 2 where id = 1', connection: 0, rows: 1 },
      { text: 'update posts set user_id = 1 where id = 1', connection: 0, rows: 1 },
    ])
  })
})

describe('expectStatements', () => {
  it('returns what the work returns when the number is right', async () => {
    const client = await counter.connect()
    const count = async () => (await client.query('select count(*)::int from posts')).rows[0]
    expect(await counter.expectStatements(1, count)).toEqual({ count: 300 })
  })

  it('throws the statements, a repeated one once with its count', async () => {
    const pool = counter.pool({ max: 1 })
    const queryPerRow = async () => {
      const { rows } = await pool.query('select distinct user_id from posts')
      for (const { user_id } of rows) await pool.query(postsOf, [user_id])
    }
    const error = await counter.expectStatements(1, queryPerRow).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      name: 'AssertionError',
      message: [
        'Expected 1 statement, 101 sent',
        '    1 × select distinct user_id from posts',
        '  100 × select id from posts where user_id = $1',
      ].join('\n'),
      actual: 101,
      expected: 1,
    })
  })

  it('throws when nothing is sent', async () => {
    await expect(counter.expectStatements(2, async () => 'nothing')).rejects.toThrow(
      /^Expected 2 statements, 0 sent$/,
    )
  })
})
