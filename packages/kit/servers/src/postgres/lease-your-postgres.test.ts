import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { databaseExists } from '../../test/database-exists.ts'
import { listenAsOldPostgres } from '../../test/old-postgres.ts'
import { startClient } from '../../test/start-client.ts'
import { freePort } from '../machine/free-port.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import { dedicatedPostgres } from './dedicated-postgres.ts'
import type { DedicatedPostgres } from './dedicated-postgres.ts'
import { postgres } from './postgres.ts'

describe('leaseYourPostgres', () => {
  // An address counts only when no source is forced.
  beforeEach(() => void vi.stubEnv('LAB_SERVERS', ''))
  let server: DedicatedPostgres
  beforeAll(async () => {
    server = await dedicatedPostgres({ settings: { fsync: 'off' } })
  })
  afterAll(() => server[Symbol.asyncDispose]())

  it('gives a database of its own on the server of DATABASE_URL, and drops it', async () => {
    vi.stubEnv('DATABASE_URL', server.url)
    const db = await postgres({ schema: 'create table ticket (id int)' })
    expect(db.server).toMatchObject({ source: 'yours', version: expect.stringMatching(/^18\./) })
    expect(new URL(db.url).host).toBe(new URL(server.url).host)
    await db[Symbol.asyncDispose]()
    expect(await databaseExists(db.url)).toBe(false)
  })

  it('sweeps the database of a killed caller, and leaves those of living ones', async () => {
    vi.stubEnv('DATABASE_URL', server.url)
    await using living = await postgres()
    const killed = await startClient('postgres', process.env)
    await killed.kill('SIGKILL')
    expect(await databaseExists(killed.said.url)).toBe(true)
    await using _next = await postgres()
    expect(await databaseExists(killed.said.url)).toBe(false)
    expect(await databaseExists(living.url)).toBe(true)
  })

  it('explains an address that is no URL', async () => {
    vi.stubEnv('DATABASE_URL', 'localhost:5432')
    expect(await problem()).toMatch(
      /^Cannot read DATABASE_URL: it must be a URL such as postgres:.*\nTry: correct /,
    )
  })

  it('explains a refused connection', async () => {
    vi.stubEnv('DATABASE_URL', `postgres://lab@127.0.0.1:${await freePort()}/postgres`)
    expect(await problem()).toMatch(
      /^Cannot reach PostgreSQL at .*: the connection was refused\nTry: start that server, or unset /,
    )
  })

  it('explains a wrong password, without showing it', async () => {
    vi.stubEnv('DATABASE_URL', withUser(server.url, 'lab', 'guessed'))
    const text = await problem()
    expect(text).toMatch(
      /^Cannot log in to PostgreSQL at .* as lab: .*\nTry: correct the user and password/,
    )
    expect(text).not.toContain('guessed')
  })

  it('explains a user who may not create databases', async () => {
    const client = await server.connect()
    await client.query("create role reader login password 'reader'")
    vi.stubEnv('DATABASE_URL', withUser(server.url, 'reader', 'reader'))
    expect(await problem()).toMatch(
      /^Cannot create a database at .* as reader: .*\nTry: alter role reader createdb/,
    )
  })

  it('explains a server older than 18', async () => {
    await using old = await listenAsOldPostgres('16.9')
    vi.stubEnv('DATABASE_URL', old.url)
    expect(await problem()).toMatch(
      /^Cannot use PostgreSQL 16\.9 at .*: it must be 18 or later\nTry: point DATABASE_URL/,
    )
  })

  it('takes an empty variable as unset', async () => {
    vi.stubEnv('DATABASE_URL', '')
    await using db = await postgres()
    expect(db.server.source).not.toBe('yours')
  })
})

async function problem(): Promise<string> {
  const error = await postgres().then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ServerUnavailableError)
  return (error as Error).message
}

function withUser(address: string, user: string, password: string): string {
  return Object.assign(new URL(address), { username: user, password }).href
}
