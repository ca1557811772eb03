import { once } from 'node:events'
import { Client, Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { serveBurst } from './serve-burst.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

async function backendOf(on: Pick<Pool, 'query'>): Promise<number> {
  const { rows } = await on.query('select pg_backend_pid() as pid')
  return rows[0].pid
}

describe('five requests, one after another', () => {
  it('use one process of the server through a pool', async () => {
    const pool = db.pool()
    const backends = new Set<number>()
    for (let request = 0; request < 5; request++) backends.add(await backendOf(pool))
    expect(backends.size).toBe(1)
  })

  it('start five processes of the server when each connects', async () => {
    const backends = new Set<number>()
    for (let request = 0; request < 5; request++) {
      const client = new Client({ connectionString: db.url })
      await client.connect()
      backends.add(await backendOf(client))
      await client.end()
    }
    expect(backends.size).toBe(5)
  })
})

describe('maxUses: 3', () => {
  it('opens another connection after the third request', async () => {
    const pool = db.pool({ max: 1, maxUses: 3 })
    const backends: number[] = []
    for (let request = 0; request < 7; request++) backends.push(await backendOf(pool))
    const [first, second, third] = [...new Set(backends)]
    expect(backends).toEqual([first, first, first, second, second, second, third])
  })
})

describe('idleTimeoutMillis', () => {
  it('closes every connection that idles for so long, down to min', async () => {
    const pool = db.pool({ max: 3, min: 1, idleTimeoutMillis: 50 })
    const clients = await Promise.all([1, 2, 3].map(() => pool.connect()))
    expect(pool.totalCount).toBe(3)
    for (const client of clients) client.release()
    while (pool.totalCount > 1) await once(pool, 'remove')
    expect([pool.totalCount, pool.idleCount]).toEqual([1, 1])
  })
})

describe('connectionTimeoutMillis', () => {
  it('gives those an error that wait longer for a client than so long', async () => {
    const load = { requests: 3, statement: 'select pg_sleep(0.4)', timeoutMs: 100, now: () => 0 }
    const served = await serveBurst(db.pool({ max: 1 }), load)
    expect(served).toMatchObject({ answered: 1, errors: 2 })
  })
})

describe('the server ends an idle connection', () => {
  it('is an error event of the pool, which then opens another one', async () => {
    const pool = new Pool({ connectionString: db.url, max: 1 })
    const first = await backendOf(pool)
    const failed = once(pool, 'error')
    await db.plain.query('select pg_terminate_backend($1)', [first])
    expect((await failed)[0]).toMatchObject({ code: '57P01' })
    expect(await backendOf(pool)).not.toBe(first)
    await pool.end()
  })

  it('ends the process when the pool has no listener for it', () => {
    expect(() => new Pool().emit('error', new Error('terminated'))).toThrow('terminated')
  })
})

describe('idle_in_transaction_session_timeout', () => {
  it('frees the lock of a leaked client, and not its place in the pool', async () => {
    await db.plain.query('truncate products; insert into products values (1, 10)')
    const pool = db.pool({ max: 1 })
    const leaked = await pool.connect()
    const ended = once(leaked, 'error')
    await leaked.query(`set idle_in_transaction_session_timeout = '50ms'`)
    await leaked.query('begin; select from products for update')
    expect((await ended)[0]).toMatchObject({ code: '25P03' })
    // The client hears of it a moment before the server lets go of the lock.
    const { rowCount } = await db.plain.query('select from products for update')
    expect(rowCount).toBe(1)
    expect([pool.totalCount, pool.idleCount]).toEqual([1, 0])
    leaked.release(true)
  })
})
