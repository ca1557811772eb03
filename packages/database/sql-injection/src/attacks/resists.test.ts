import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { waysByName } from '../ways-by-name.ts'
import { resists } from './resists.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const read = 'read hash-7f'
const login = 'logged in as admin@shop.example'
const wildcard = '% finds 4 products, and one has it'

describe.each([
  {
    name: 'concatenation',
    taken: {
      'login bypass': login,
      union: read,
      'second order': read,
      'order by': read,
      error: 'read ha…',
      'two statements': 'ada is an admin',
      wildcard,
    },
  },
  {
    name: 'blacklist',
    taken: {
      'login bypass': login,
      union: read,
      'second order': read,
      'order by': read,
      error: 'read ha…',
      wildcard,
    },
  },
  {
    name: 'doubled-quotes',
    taken: {
      'second order': read,
      'order by': read,
      error: 'read ha…',
      'two statements': 'ada is an admin',
      wildcard,
    },
  },
  { name: 'limited-role', taken: { 'login bypass': login, wildcard } },
  { name: 'parameters-for-values', taken: { 'order by': read } },
  { name: 'parameters-and-a-list', taken: {} },
])('$name', ({ name, taken }) => {
  it(`falls to ${Object.keys(taken).length} of 7 attacks`, async () => {
    const { statements, role } = waysByName[name]!
    const { outcomes } = await resists({ login: db.pool, pages: db[role] }, statements)
    const fell = outcomes.filter((outcome) => outcome.taken !== undefined)
    expect(Object.fromEntries(fell.map((one) => [one.attack, one.taken]))).toEqual(taken)
    expect(outcomes.length).toBe(7)
  })
})

describe('a statement with parameters', () => {
  it('takes one statement only: the extended protocol has no second one', async () => {
    const two = `select 1; update users set role = 'admin' where id = 2`
    await expect(db.pool.query(`${two} and $1`, [true])).rejects.toMatchObject({ code: '42601' })
    const results = await db.pool.query(two)
    expect((results as unknown as unknown[]).length).toBe(2)
    await db.pool.query(`update users set role = 'customer' where id = 2`)
  })

  it('sorts by nothing when the column is a parameter', async () => {
    const sorted = async (column: string) => {
      const { rows } = await db.pool.query('select name from products order by $1::text', [column])
      return rows.map(({ name }) => name)
    }
    expect(await sorted('price')).toEqual(await sorted('name'))
    const { rows } = await db.pool.query('select name from products order by price')
    expect(rows.map(({ name }) => name)).not.toEqual(await sorted('price'))
  })

  it('cannot name a table', async () => {
    const query = db.pool.query('select * from $1', ['products'])
    await expect(query).rejects.toMatchObject({ code: '42601' })
  })
})

describe('the limited role', () => {
  it('may read no password hash, and change no role', async () => {
    const codeOf = (text: string) =>
      db.limited.query(text).then(
        () => 'done',
        (error: { code: string }) => error.code,
      )
    expect(await codeOf('select password_hash from users')).toBe('42501')
    expect(await codeOf(`update users set role = 'admin'`)).toBe('42501')
    expect(await codeOf('drop table products')).toBe('42501')
    expect(await codeOf('reset role; select password_hash from users')).toBe('42501')
    expect(await codeOf(`update users set nickname = 'ada' where id = 2`)).toBe('done')
  })

  it('reads what it may read, whatever statement asks', async () => {
    const { rows } = await db.limited.query('select email from users where id = 1')
    expect(rows).toEqual([{ email: 'admin@shop.example' }])
  })
})
