import { execFileSync } from 'node:child_process'
import { chooseLabSource } from '@lab/servers/choose-source'
import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import type { DedicatedPostgres } from '@lab/servers/dedicated-postgres'
import { serviceOf } from '@lab/servers/services'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findBackend, signalBackends } from './freeze.ts'

// A server of its own: a role is seen in every database. Embedded, so that its processes are ours.
let db: DedicatedPostgres
let control: Client
let frozen: Client

beforeAll(async () => {
  vi.stubEnv('LAB_SERVERS', 'embedded')
  db = await dedicatedPostgres()
  control = await db.connect()
  frozen = await db.connect()
  vi.unstubAllEnvs()
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

// A signal is sent at once, and heeded when the system next runs the process.
describe('signalBackends', () => {
  it.each([true, false])(
    'stops a backend and lets it go on, as a process of this machine: %s',
    async (isLocal) => {
      const { pid } = findBackend(frozen)
      await signalBackends(control, [{ pid, isLocal }], 'STOP')
      await expect.poll(() => state(pid)).toBe('T')
      await signalBackends(control, [{ pid, isLocal }], 'CONT')
      await expect.poll(() => state(pid)).toBe('S')
    },
  )

  it('lets a backend go on, elsewhere, when the one who stopped it has gone', async () => {
    const stopper = await db.connect()
    const { pid } = findBackend(frozen)
    await signalBackends(stopper, [{ pid, isLocal: false }], 'STOP')
    await expect.poll(() => state(pid)).toBe('T')
    await stopper.end()
    await expect.poll(() => state(pid), { timeout: 20_000 }).toBe('S')
  })

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

const { source } = await chooseLabSource(serviceOf('postgres'))

describe.runIf(source === 'containers')('signalBackends, of a server in a container', () => {
  it('stops a backend and lets it go on, though its number is another one here', async () => {
    await using server = await dedicatedPostgres()
    expect(server.server.source).toBe('containers')
    const asker = await server.connect()
    const stopped = await server.connect()
    const backend = findBackend(stopped)
    expect(backend.isLocal).toBe(false)
    // As the server sees it: no process of this machine has that number and is it.
    const stateInside = async () => {
      const { rows } = await asker.query(`select pg_read_file('/proc/${backend.pid}/stat') as stat`)
      return rows[0].stat.split(') ')[1][0]
    }
    await signalBackends(asker, [backend], 'STOP')
    await expect.poll(stateInside).toBe('T')
    await signalBackends(asker, [backend], 'CONT')
    await expect.poll(stateInside).toBe('S')
  })

  it('leaves the server as it is when the connection that stopped a backend is terminated', async () => {
    await using server = await dedicatedPostgres()
    const witness = await server.connect()
    const stopped = await server.connect()
    const stopper = await server.connect()
    await signalBackends(stopper, [findBackend(stopped)], 'STOP')
    await witness.query('select pg_terminate_backend($1)', [findBackend(stopper).pid])
    // It answers only when it goes on; a server that had crashed would have cut both.
    expect((await stopped.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    expect((await witness.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })
})

async function connect(connectionString: string) {
  const client = new Client({ connectionString })
  await client.connect()
  return { client, [Symbol.asyncDispose]: () => client.end() }
}
