import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { listenForTls } from '../../test/listen-for-nothing.ts'
import { startClient } from '../../test/start-client.ts'
import { waitUntil } from '../../test/wait-until.ts'
import { freePort } from '../machine/free-port.ts'
import { dedicatedRedis } from './dedicated-redis.ts'
import type { DedicatedRedis } from './dedicated-redis.ts'
import { redis } from './redis.ts'

describe('leaseYourRedis', () => {
  // An address counts only when no source is forced.
  beforeEach(() => void vi.stubEnv('LAB_SERVERS', ''))
  let server: DedicatedRedis
  beforeAll(async () => {
    server = await dedicatedRedis({ settings: { databases: '6', save: '' } })
  })
  afterAll(() => server[Symbol.asyncDispose]())

  it('gives callers at the same time a database each, and never one with other data', async () => {
    vi.stubEnv('REDIS_URL', server.url)
    const owner = server.client({ db: 2 })
    await owner.set('precious', 'data')
    const leases = await Promise.all(Array.from({ length: 4 }, () => redis()))
    expect(leases.map(({ url }) => new URL(url).pathname).sort()).toEqual(['/1', '/3', '/4', '/5'])
    await expect(redis()).rejects.toThrow(
      /^Cannot claim a Redis database at .*: none of 6 .*\nTry: /,
    )
    await Promise.all(leases.map((cache) => cache[Symbol.asyncDispose]()))
    expect(await owner.get('precious')).toBe('data')
  })

  it('takes over what a killed caller left behind, emptied', async () => {
    vi.stubEnv('REDIS_URL', server.url)
    const killed = await startClient('redis', process.env)
    const database = Number(new URL(killed.said.url).pathname.slice(1))
    const observer = server.client({ db: database })
    await observer.set('left', 'over')
    await killed.kill('SIGKILL')
    await waitUntil(
      async () => !String(await observer.client('LIST')).includes(`name=backend-lab:${database} `),
    )
    await using cache = await redis()
    expect(new URL(cache.url).pathname).toBe(`/${database}`)
    expect(await cache.client().dbsize()).toBe(0)
  })

  it('empties at once all that killed callers have left, also what the next one does not get', async () => {
    vi.stubEnv('REDIS_URL', server.url)
    const killed = [
      await startClient('redis', process.env),
      await startClient('redis', process.env),
    ]
    const observers = killed.map(({ said }) =>
      server.client({ db: Number(new URL(said.url).pathname.slice(1)) }),
    )
    for (const observer of observers) await observer.set('left', 'over')
    for (const client of killed) await client.kill('SIGKILL')
    await waitUntil(
      async () => !String(await observers[0]!.client('LIST')).includes('name=backend-lab:'),
    )
    await using _next = await redis()
    expect(await Promise.all(observers.map((observer) => observer.dbsize()))).toEqual([0, 0])
    expect(await server.client().scard('backend-lab:databases')).toBe(1)
  })

  it.each(['/3', '/0', '?db=3'])(
    'refuses an address that ends in %s, whose database no two callers can share',
    async (ending) => {
      vi.stubEnv('REDIS_URL', `${server.url}${ending}`)
      await expect(redis()).rejects.toThrow(
        /^Cannot use only database [03] of 127\S+: each caller .*\nTry: write REDIS_URL without (\/|db=)[03] where /,
      )
    },
  )

  it('says that a server wants TLS, or has none', async () => {
    await using secure = await listenForTls()
    vi.stubEnv('REDIS_URL', `redis://127.0.0.1:${secure.port}`)
    await expect(redis()).rejects.toThrow(/; perhaps it wants TLS\nTry: .* write rediss:\/\/ for/)
    vi.stubEnv('REDIS_URL', server.url.replace('redis:', 'rediss:'))
    await expect(redis()).rejects.toThrow(/; perhaps it has no TLS\nTry: .* write redis:\/\/ for/)
  })

  it('explains a user who may not do what a lease needs', async () => {
    const admin = server.client()
    await admin.call(
      'ACL',
      'SETUSER',
      'reader',
      'on',
      '>reader',
      '~*',
      '+@read',
      '+@connection',
      '+info',
    )
    const url = Object.assign(new URL(server.url), { username: 'reader', password: 'reader' })
    vi.stubEnv('REDIS_URL', url.href)
    await expect(redis()).rejects.toThrow(
      /^Cannot use Redis at .*: NOPERM .*\nTry: correct REDIS_URL/,
    )
  })

  it('explains a refused connection and a wrong password', async () => {
    vi.stubEnv('REDIS_URL', `redis://127.0.0.1:${await freePort()}`)
    await expect(redis()).rejects.toThrow(
      /^Cannot reach Redis at .*: the connection was refused\nTry: start that server, or unset /,
    )
    vi.stubEnv('REDIS_URL', Object.assign(new URL(server.url), { password: 'guessed' }).href)
    await expect(redis()).rejects.toThrow(
      /^Cannot log in to Redis at .*\nTry: correct the password/,
    )
  })
})
