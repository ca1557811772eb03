import type { Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('a client that dies with a lock while its statement runs', () => {
  let backend: number

  beforeEach(async () => {
    await db.plain.query('truncate tickets cascade')
    await db.plain.query('insert into tickets (id, remaining) values (1, 1)')
  })
  afterEach(() => db.plain.query('select pg_terminate_backend($1)', [backend]))

  it('keeps the lock until the statement ends, by default', async () => {
    backend = await dieInStatement({ checkInterval: '0' })
    expect(await lockWithin('500ms')).toBe('55P03')
  })

  it('loses it soon with client_connection_check_interval', async () => {
    backend = await dieInStatement({ checkInterval: '50ms' })
    expect(await lockWithin('30s')).toBe('locked 1')
  })
})

describe('a client that idles in its transaction, with a lock', () => {
  it.each([
    { timeout: '0', found: '55P03', what: 'keeps the lock, by default' },
    {
      timeout: '50ms',
      found: 'locked 1',
      what: 'loses it with idle_in_transaction_session_timeout',
    },
  ])('$what', async ({ timeout, found }) => {
    await db.plain.query('truncate tickets cascade')
    await db.plain.query('insert into tickets (id, remaining) values (1, 1)')
    const client = await db.plain.connect()
    client.on('error', () => {})
    await client.query(`set idle_in_transaction_session_timeout = '${timeout}'`)
    await client.query('begin')
    await client.query('select remaining from tickets where id = 1 for update')
    expect(await lockWithin(timeout === '0' ? '500ms' : '30s')).toBe(found)
    client.release(true)
  })
})

/** Locks the ticket, and breaks its connection in the middle of a long statement. */
async function dieInStatement({ checkInterval }: { checkInterval: string }): Promise<number> {
  const client = await db.plain.connect()
  client.on('error', () => {})
  const { rows } = await client.query('select pg_backend_pid() as pid')
  const { pid } = rows[0]
  await client.query(`set client_connection_check_interval = '${checkInterval}'`)
  await client.query('begin')
  await client.query('select remaining from tickets where id = 1 for update')
  const statement = client.query('select pg_sleep(600)').catch(() => {})
  while (!(await sleeps(pid)));
  // The socket alone: `end` would wait for the statement.
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  stream.destroy()
  await statement
  client.release(true)
  return pid
}

async function sleeps(pid: number): Promise<boolean> {
  const { rowCount } = await db.plain.query(
    `select from pg_stat_activity where pid = $1 and wait_event = 'PgSleep'`,
    [pid],
  )
  return rowCount === 1
}

/** Gives `locked 1`, or the code of the error: 55P03 when the lock was not free in time. */
async function lockWithin(timeout: string): Promise<string> {
  const client = await db.plain.connect()
  await client.query('begin')
  await client.query(`set local lock_timeout = '${timeout}'`)
  const found = await client
    .query('select remaining from tickets where id = 1 for update')
    .then(({ rowCount }) => `locked ${rowCount}`)
    .catch(({ code }) => code)
  await client.query('rollback')
  client.release()
  return found
}
