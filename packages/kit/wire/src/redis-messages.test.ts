import { redis } from '@lab/servers/redis'
import { Redis } from 'ioredis'
import { beforeAll, describe, expect, it } from 'vitest'
import { differenceWhenCut, mostFailures, readAll } from './cut-anywhere.fixture.ts'
import type { Passing } from './cut-anywhere.fixture.ts'
import { proxy } from './proxy.ts'
import { readRedisMessages } from './redis-messages.ts'

/** What passed on one connection in each version of the protocol. */
const sessions = {} as Record<2 | 3, Passing>
beforeAll(async () => {
  await using space = await redis()
  for (const protocol of [2, 3] as const) {
    const passing: Passing = []
    await using link = await proxy(space.url, {
      tap: (direction, bytes) => void passing.push([direction, Buffer.from(bytes)]),
    })
    const client = new Redis(link.url, { protocol })
    await client.set('hits:7', '1', 'EX', 60)
    await client.get('hits:7')
    await client.get('nothing')
    await client.incr('hits:7')
    await client.hset('user', 'name', 'ada', 'age', '36')
    await client.hgetall('user')
    await client.set('large', Buffer.alloc(5_000, 'x'))
    await client.get('large')
    await client.rpush('list', ...Array.from({ length: 30 }, (_, index) => String(index)))
    await client.lrange('list', 0, -1)
    await client.multi().incr('hits:7').get('nothing').exec()
    await client.eval("return {1, 'two', false, {3}}", 0)
    await client.lpush('hits:7', 'x').catch(() => {})
    await client.call('CONFIG', 'SET', 'no-such-setting', 'secret').catch(() => {})
    await Promise.all([client.incr('hits:7'), client.incr('hits:7')])
    await client.subscribe('news', 'more')
    await space.client().publish('news', 'hello')
    await new Promise((resolve) => client.once('message', resolve))
    client.disconnect()
    await space.client().flushdb()
    sessions[protocol] = passing
  }
})

const told = (protocol: 2 | 3) => {
  const { heard, failures } = readAll(sessions[protocol], readRedisMessages)
  expect(failures).toEqual([])
  const signs = { request: '→', reply: '←', message: '⇐' }
  return heard.map(
    ({ kind, text, outcome }) => `${signs[kind]} ${outcome === 'error' ? '✗ ' : ''}${text}`,
  )
}

describe('readRedisMessages', () => {
  it.each([
    [2, '["name","ada","age","36"]', '[1,"two",null,[3]]'],
    [3, '["name","ada","age","36"]', '[1,"two",null,[3]]'],
  ] as const)(
    'reads commands and replies of RESP%d, without the greeting',
    (version, hash, table) => {
      const twenty = Array.from({ length: 20 }, (_, index) => `"${index}"`).join(',')
      expect(told(version)).toEqual([
        '→ set hits:7 1 EX 60',
        '← OK',
        '→ get hits:7',
        '← 1',
        '→ get nothing',
        '← (nil)',
        '→ incr hits:7',
        '← 2',
        '→ hset user name ada age 36',
        '← 2',
        '→ hgetall user',
        `← ${hash}`,
        `→ set large ${'x'.repeat(60)}... (5,000 bytes)`,
        '← OK',
        '→ get large',
        `← ${'x'.repeat(200)}... (5,000 bytes)`,
        `→ rpush list ${Array.from({ length: 18 }, (_, index) => index).join(' ')} ... (32 arguments)`,
        '← 30',
        '→ lrange list 0 -1',
        `← [${twenty},... (30 elements)]`,
        '→ multi',
        '→ incr hits:7',
        '→ get nothing',
        '→ exec',
        '← OK',
        '← QUEUED',
        '← QUEUED',
        '← [3,null]',
        "→ eval return {1, 'two', false, {3}} 0",
        `← ${table}`,
        '→ lpush hits:7 x',
        '← ✗ WRONGTYPE Operation against a key holding the wrong kind of value',
        '→ CONFIG',
        expect.stringMatching(/^← ✗ ERR Unknown option/),
        '→ incr hits:7',
        '→ incr hits:7',
        '← 4',
        '← 5',
        '→ subscribe news more',
        '⇐ ["subscribe","news",1]',
        '⇐ ["subscribe","more",2]',
        '⇐ ["message","news","hello"]',
      ])
    },
  )

  it.each([2, 3] as const)('reads the same of RESP%d wherever the bytes are cut', (version) => {
    expect(differenceWhenCut(sessions[version], readRedisMessages)).toBeUndefined()
  })

  it('tells no password', () => {
    const sent = (...words: string[]) =>
      Buffer.from(
        `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`,
      )
    const passing: Passing = [
      ['sent', sent('hello', '3', 'AUTH', 'default', 'secret')],
      ['sent', sent('auth', 'secret')],
      ['sent', sent('ACL', 'SETUSER', 'ada', '>secret')],
      ['received', Buffer.from('%1\r\n+proto\r\n:3\r\n+OK\r\n+OK\r\n')],
    ]
    const { heard } = readAll(passing, readRedisMessages)
    expect(heard.map(({ text }) => text)).toEqual(['ACL', 'OK'])
  })

  it('reads what only RESP3 has', () => {
    const passing: Passing = [
      ['sent', Buffer.from('*1\r\n$2\r\nx1\r\n*1\r\n$2\r\nx2\r\n*1\r\n$2\r\nx3\r\n')],
      ['received', Buffer.from('|1\r\n+ttl\r\n:3600\r\n=7\r\ntxt:abc\r\n')],
      ['received', Buffer.from('~4\r\n#t\r\n,1.5\r\n(99999999999999999999\r\n_\r\n')],
      ['received', Buffer.from('>2\r\n+invalidate\r\n*1\r\n+k\r\n!5\r\nERR x\r\n')],
    ]
    const { heard, failures } = readAll(passing, readRedisMessages)
    expect(failures).toEqual([])
    expect(heard.slice(3).map(({ kind, text, outcome }) => [kind, text, outcome])).toEqual([
      ['reply', 'abc', 'ok'],
      ['reply', '[true,1.5,99999999999999999999,null]', 'ok'],
      ['message', '["invalidate",["k"]]', 'ok'],
      ['reply', 'ERR x', 'error'],
    ])
  })

  it('is broken by no bytes, and complains once a side', () => {
    expect(mostFailures(readRedisMessages)).toBe(2)
  })
})
