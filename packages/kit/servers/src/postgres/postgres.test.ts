import { describe, expect, it } from 'vitest'
import { databaseExists } from '../../test/database-exists.ts'
import { serversLine } from '../servers-line.ts'
import { postgres } from './postgres.ts'
import type { Postgres } from './postgres.ts'
import { withPostgresSettings } from './postgres-settings.ts'

describe('postgres', () => {
  it('gives two callers databases that do not see each other', async () => {
    await using first = await postgres({ schema: 'create table ticket (id int)' })
    await using second = await postgres()
    const tables = "select table_name from information_schema.tables where table_schema = 'public'"
    expect((await (await first.connect()).query(tables)).rows).toEqual([{ table_name: 'ticket' }])
    expect((await (await second.connect()).query(tables)).rows).toEqual([])
  })

  it('drops the database when it is disposed, also under open clients and a checked-out pool', async () => {
    const db = await postgres()
    await db.connect()
    await db.pool().connect()
    expect(await databaseExists(db.url)).toBe(true)
    await db[Symbol.asyncDispose]()
    expect(await databaseExists(db.url)).toBe(false)
  })

  it('ends the clients that were opened through it', async () => {
    const db = await postgres()
    const client = await db.connect()
    await db[Symbol.asyncDispose]()
    await expect(client.query('select 1')).rejects.toThrow()
  })

  it('gives 20 callers at once 20 databases', async () => {
    const leases = await Promise.all(Array.from({ length: 20 }, () => postgres()))
    expect(new Set(leases.map(({ url }) => url)).size).toBe(20)
    await Promise.all(
      leases.map(async (db) => (await db.connect()).query('create table seat (id int)')),
    )
    await Promise.all(leases.map((db) => db[Symbol.asyncDispose]()))
    expect(await Promise.all(leases.map(({ url }) => databaseExists(url)))).toEqual(
      leases.map(() => false),
    )
  })

  it('logs in as a superuser, so that a session can set deadlock_timeout', async () => {
    await using db = await postgres()
    const client = await db.connect()
    await client.query("set deadlock_timeout = '10ms'")
    expect((await client.query('show deadlock_timeout')).rows).toEqual([
      { deadlock_timeout: '10ms' },
    ])
  })

  it('reports a mistake in the schema as the server says it', async () => {
    await expect(postgres({ schema: 'create tabel ticket (id int)' })).rejects.toMatchObject({
      code: '42601',
    })
  })

  it('begins every connection with the settings of its caller', async () => {
    const level = 'default_transaction_isolation'
    const settings = { [level]: 'repeatable read', application_name: 'a \\ b' }
    await using db = await withPostgresSettings(settings, () => postgres())
    await using plain = await postgres()
    const shows = async ({ pool }: Postgres) => {
      const [one, other] = await Promise.all(
        [`show ${level}`, 'show application_name'].map((show) => pool().query(show)),
      )
      return [one?.rows[0], other?.rows[0]]
    }
    expect(await shows(db)).toEqual([
      { [level]: 'repeatable read' },
      { application_name: 'a \\ b' },
    ])
    expect((await shows(plain))[0]).toEqual({ [level]: 'read committed' })
  })

  it('says which server it is', async () => {
    await using db = await postgres()
    expect(serversLine([db.server])).toMatch(/^PostgreSQL 18\.\d+ \((yours|embedded|containers)\)$/)
  })
})
