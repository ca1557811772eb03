import { Redis } from 'ioredis'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { testRuntime } from '../test/test-runtime.ts'
import { definition as valkey } from '../test/valkey-service.ts'
import { doctor, serversStatus } from './control.ts'
import { freePort } from './machine/free-port.ts'
import { serversLine } from './servers-line.ts'
import { services } from './services.ts'
import { leaseServer } from './sources/lease-server.ts'
import { startDedicated } from './sources/start-dedicated.ts'

// Nothing but the fixture's own file names it.
describe('a service that is defined elsewhere', () => {
  beforeEach(() => void vi.stubEnv('LAB_SERVERS', 'embedded'))

  it('is leased from the keeper, and shown by status beside the services of the lab', async () => {
    await using runtime = testRuntime()
    vi.stubEnv('LAB_RUNTIME_DIR', runtime.folder)
    const lease = await leaseServer(valkey, () => {})
    expect(serversLine([lease.server])).toMatch(/^Valkey \d+\.\S+ \(embedded\)$/)
    expect(await ping(lease.grant.url)).toBe('PONG')
    expect(runtime.dataFolders()).toEqual([expect.stringContaining('-valkey-')])
    const { port } = new URL(lease.grant.url)
    expect(await listedServices()).toEqual([
      { service: 'postgres', running: false },
      { service: 'redis', running: false },
      { service: 'kafka', running: false },
      expect.objectContaining({ service: 'valkey', running: true, leases: 1, port: Number(port) }),
    ])
    await lease.release()
    expect(await leasesOf('valkey')).toBe(0)
  })

  it('is the server of yours where its own variable names one', async () => {
    await using runtime = testRuntime()
    vi.stubEnv('LAB_RUNTIME_DIR', runtime.folder)
    await using yours = await dedicatedValkey()
    vi.stubEnv('LAB_SERVERS', '')
    vi.stubEnv('VALKEY_URL', yours.url)
    const lease = await leaseServer(valkey, () => {})
    expect(lease.server).toMatchObject({ name: 'Valkey', source: 'yours' })
    expect(new URL(lease.grant.url).host).toBe(new URL(yours.url).host)
    await lease.release()
  })

  it('crashes and comes back on the same address as a dedicated server', async () => {
    await using runtime = testRuntime()
    vi.stubEnv('LAB_RUNTIME_DIR', runtime.folder)
    await using server = await dedicatedValkey()
    await server.act('crash', [0])
    await expect(ping(server.url)).rejects.toThrow()
    await server.act('restart', [0])
    expect(await ping(server.url)).toBe('PONG')
  })

  it('is named in the error where no container of it can be had', async () => {
    vi.stubEnv('LAB_SERVERS', 'containers')
    vi.stubEnv('DOCKER_HOST', 'unix:///no/engine.sock')
    await using runtime = testRuntime()
    vi.stubEnv('LAB_RUNTIME_DIR', runtime.folder)
    await expect(leaseServer(valkey, () => {})).rejects.toThrow(
      /^Cannot start Valkey in a container: .*\nTry: .*; or set VALKEY_URL$/,
    )
  })

  it('has its lines in the doctor', async () => {
    const port = await freePort()
    vi.stubEnv('VALKEY_URL', `redis://127.0.0.1:${port}`)
    const checks = await doctor([...services, valkey])
    expect(checks.map(({ name }) => name)).toEqual(expect.arrayContaining(['Redis', 'Valkey']))
    expect(checks.find(({ name }) => name === 'VALKEY_URL')).toEqual({
      name: 'VALKEY_URL',
      ok: false,
      // In the words of its lease, which is that of Redis.
      found: `Cannot reach Redis at 127.0.0.1:${port}: the connection was refused`,
      remedy: 'start that server, or unset REDIS_URL for an embedded Redis',
    })
  })
})

async function dedicatedValkey() {
  const servers = await startDedicated(valkey, { settings: { databases: '4' } }, () => {})
  const [url = ''] = servers.addresses
  return { url, act: servers.act, [Symbol.asyncDispose]: servers.remove }
}

async function ping(url: string): Promise<string> {
  const client = new Redis(url, { retryStrategy: () => null, lazyConnect: true })
  client.on('error', () => {})
  try {
    await client.connect()
    return await client.ping()
  } finally {
    client.disconnect()
  }
}

async function listedServices() {
  const status = await serversStatus()
  return status.keeper === 'running' ? status.services : []
}

async function leasesOf(service: string): Promise<number | undefined> {
  const found = (await listedServices()).find((one) => one.service === service)
  return found?.running ? found.leases : undefined
}
