import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import { postgres } from '@lab/servers/postgres'
import { proxy } from './proxy.ts'
import { redis } from '@lab/servers/redis'
import { Redis } from 'ioredis'

async function connectTo(url: string) {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return client
}

describe('proxy', () => {
  it('passes everything, in order, and counts it', async () => {
    await using db = await postgres()
    const seen: [string, number][] = []
    await using link = await proxy(db.url, {
      tap: (direction, bytes, connection) => {
        if (bytes.includes('select 42')) seen.push([direction, connection])
      },
    })
    const client = await connectTo(link.url)
    const before = { ...link.bytes }
    const { rows } = await client.query(`select repeat('x', 5000000) as text, 'select 42' as asked`)
    await client.end()
    expect(rows[0].text).toHaveLength(5_000_000)
    expect(link.bytes.received - before.received).toBeGreaterThan(5_000_000)
    expect(link.bytes.sent - before.sent).toBeLessThan(200)
    expect(seen).toEqual([
      ['sent', 0],
      ['received', 0],
    ])
  })

  it('adds its delay once to each round trip', async () => {
    await using db = await postgres()
    await using link = await proxy(db.url)
    const client = await connectTo(link.url)
    link.roundTripMs = 30
    const from = performance.now()
    await client.query('select 1')
    await client.query('select 1')
    const tookMs = performance.now() - from
    await client.end()
    expect(tookMs).toBeGreaterThanOrEqual(60)
  })

  it('holds everything back while it hangs', async () => {
    await using cache = await redis()
    await using link = await proxy(cache.url)
    const client = new Redis(link.url)
    await client.set('key', 'before')
    link.hang()
    const reply = client.get('key')
    await cache.client().set('key', 'meanwhile')
    await link.restore()
    // The command reached the server only after the hang.
    expect(await reply).toBe('meanwhile')
    client.disconnect()
  })

  it('can hold back only what the server answers', async () => {
    await using cache = await redis()
    await using link = await proxy(cache.url)
    const client = new Redis(link.url)
    await client.set('key', 'before')
    link.hang('received')
    const reply = client.incr('counter')
    const other = cache.client()
    while ((await other.get('counter')) !== '1');
    expect(await Promise.race([reply, other.get('counter')])).toBe('1')
    await link.restore()
    expect(await reply).toBe(1)
    client.disconnect()
  })

  it('can leave connections silent that hang, and let new ones pass', async () => {
    await using cache = await redis()
    await using link = await proxy(cache.url)
    const old = new Redis(link.url)
    await old.set('key', 'before')
    link.hang()
    const lost = old.set('key', 'lost').catch((error: Error) => error.message)
    link.forget()
    await link.restore()
    const client = new Redis(link.url)
    expect(await client.get('key')).toBe('before')
    old.disconnect()
    expect(await lost).toBe('Connection is closed.')
    client.disconnect()
  })

  it('cuts connections, refuses new ones, and is on the same port afterwards', async () => {
    await using db = await postgres()
    await using link = await proxy(db.url)
    const client = await connectTo(link.url)
    const waiting = client.query('select pg_sleep(60)')
    await link.cut()
    await expect(waiting).rejects.toThrow(/ECONNRESET|terminated/)
    await expect(connectTo(link.url)).rejects.toThrow('ECONNREFUSED')
    await link.restore()
    const again = await connectTo(link.url)
    expect((await again.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await again.end()
  })

  it('passes nothing on that it held back for a connection which it then cut', async () => {
    await using cache = await redis()
    const seen = Promise.withResolvers<void>()
    await using link = await proxy(cache.url, {
      tap(direction, bytes) {
        if (direction === 'received' || !bytes.includes('held back')) return
        link.hang()
        seen.resolve()
      },
    })
    const client = new Redis(link.url, { retryStrategy: () => null, maxRetriesPerRequest: 0 })
    client.on('error', () => {})
    const lost = client.set('key', 'held back').catch((error: Error) => error)
    await seen.promise
    await link.cut()
    await link.restore()
    expect(await lost).toBeInstanceOf(Error)
    const again = new Redis(link.url)
    expect(await again.get('key')).toBe(null)
    client.disconnect()
    again.disconnect()
  })

  it('passes on that the server ended a connection, after its last words', async () => {
    await using db = await postgres()
    await using link = await proxy(db.url)
    const client = await connectTo(link.url)
    const other = await db.connect()
    const { processID } = client as unknown as { processID: number }
    const [ended] = await Promise.allSettled([
      client.query('select pg_sleep(60)'),
      other.query('select pg_terminate_backend($1)', [processID]),
    ])
    expect(ended).toMatchObject({ status: 'rejected', reason: { code: '57P01' } })
  })

  it('leaves no port open', async () => {
    await using db = await postgres()
    const link = await proxy(db.url)
    await link[Symbol.asyncDispose]()
    await expect(connectTo(link.url)).rejects.toThrow('ECONNREFUSED')
  })

  it('refuses a negative delay', async () => {
    await expect(proxy('redis://127.0.0.1:1', { roundTripMs: -1 })).rejects.toThrow(
      'Cannot delay a connection: roundTripMs must be 0 or more, received -1',
    )
  })
})
