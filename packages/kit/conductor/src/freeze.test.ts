import { execFileSync } from 'node:child_process'
import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import type { DedicatedPostgres } from '@lab/servers/dedicated-postgres'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBackend, signalBackends } from './freeze.ts'

// A server of its own: a role is seen in every database.
let db: DedicatedPostgres
let control: Client
let frozen: Client

beforeAll(async () => {
  db = await dedicatedPostgres()
  control = await db.connect()
  frozen = await db.connect()
})
afterAll(() => db[Symbol.asyncDispose]())

const state = (pid: number) =>
  execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })[0]

describe('findBackend', () => {
  it('knows the process of an embedded server by its title', async () => {
    const { rows } = await frozen.query('select pg_backend_pid() as pid')
    expect(findBackend(frozen)).toEqual({ pid: rows[0].pid, isLocal: process.platform === 'linux' })
  })

  it('takes no process for a backend whose title does not name our connection', () => {
    const { pid } = process
    const stranger = { processID: pid, connection: { stream: { localPort: 1 } } }
    expect(findBackend(stranger as unknown as Client)).toEqual({ pid, isLocal: false })
  })
})

describe('signalBackends', () => {
  it.each([true, false])(
    'stops a backend and lets it go on, as a process of this machine: %s',
    async (isLocal) => {
      const { pid } = findBackend(frozen)
      await signalBackends(control, [{ pid, isLocal }], 'STOP')
      expect(state(pid)).toBe('T')
      await signalBackends(control, [{ pid, isLocal }], 'CONT')
      expect(state(pid)).toBe('S')
    },
  )

  it('may not, elsewhere, as a role that may not run programs', async () => {
    await control.query(`create role lesser login password 'lesser'`)
    const url = new URL(db.url)
    url.username = url.password = 'lesser'
    await using lesser = await connect(url.href)
    const { pid } = findBackend(frozen)
    await expect(
      signalBackends(lesser.client, [{ pid, isLocal: false }], 'STOP'),
    ).rejects.toMatchObject({ code: '42501' })
    expect(state(pid)).toBe('S')
    await lesser[Symbol.asyncDispose]()
  })
})

async function connect(connectionString: string) {
  const client = new Client({ connectionString })
  await client.connect()
  return { client, [Symbol.asyncDispose]: () => client.end() }
}
