import type { PoolClient } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'

let db: Database
let one: PoolClient
let other: PoolClient
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())
beforeEach(async () => {
  one = await db.plain.connect()
  other = await db.plain.connect()
})
afterEach(() => {
  for (const client of [one, other]) client.release(true)
})

type Ask = string | { name: string; text: string }

async function answer(client: PoolClient, statement: Ask): Promise<unknown> {
  const found = await client.query<Record<string, unknown>>(statement).catch((error) => error.code)
  return typeof found === 'string' ? found : (Object.values(found.rows[0] ?? {})[0] ?? 'nothing')
}

const states = [
  {
    state: 'a setting',
    keep: `set app.tenant = 'acme'`,
    ask: `select current_setting('app.tenant', true) as tenant`,
    here: 'acme',
    elsewhere: 'nothing',
    afterResetAll: 'nothing',
  },
  {
    state: 'a prepared statement',
    keep: 'prepare seven as select 7',
    ask: 'execute seven',
    here: 7,
    elsewhere: '26000',
    afterResetAll: 7,
  },
  {
    state: 'an advisory lock',
    keep: 'select pg_advisory_lock(7)',
    ask: 'select pg_advisory_unlock(7)',
    here: true,
    elsewhere: false,
    afterResetAll: true,
  },
  {
    state: 'a listener',
    keep: 'listen orders',
    ask: 'select pg_listening_channels()',
    here: 'orders',
    elsewhere: 'nothing',
    afterResetAll: 'orders',
  },
  {
    state: 'a temporary table',
    keep: 'create temporary table basket as select 7 as id',
    ask: 'select id from basket',
    here: 7,
    elsewhere: '42P01',
    afterResetAll: 7,
  },
]

describe.each(states)('$state', ({ keep, ask, here, elsewhere, afterResetAll }) => {
  it('belongs to its connection, and is not there when the next transaction has another one', async () => {
    await one.query(keep)
    expect(await answer(other, ask)).toBe(elsewhere)
    expect(await answer(one, ask)).toBe(here)
  })

  it(`is ${String(afterResetAll)} to the next user after reset all`, async () => {
    await one.query(keep)
    await one.query('reset all')
    const found = await answer(one, ask)
    expect(found === '' ? 'nothing' : found).toBe(afterResetAll)
  })

  it('is gone after discard all', async () => {
    await one.query(keep)
    await one.query('discard all')
    const found = await answer(one, ask)
    expect(found === '' ? 'nothing' : found).toBe(elsewhere)
  })
})

describe('discard all', () => {
  it('takes away what pg has prepared by a name, and pg does not notice', async () => {
    const named = { name: 'seven', text: 'select 7 as id' }
    expect(await answer(one, named)).toBe(7)
    await one.query('discard all')
    expect(await answer(one, named)).toBe('26000')
  })
})
