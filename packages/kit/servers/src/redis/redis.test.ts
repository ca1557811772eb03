import { describe, expect, it } from 'vitest'
import { redis } from './redis.ts'

describe('redis', () => {
  it('gives two callers key spaces that do not see each other', async () => {
    await using first = await redis()
    await using second = await redis()
    const [one, two] = [first.client(), second.client()]
    await one.set('seats', '7')
    expect([await one.get('seats'), await two.get('seats')]).toEqual(['7', null])
    await two.flushdb()
    expect(await one.get('seats')).toBe('7')
  })

  it('is empty at first and emptied when it is disposed', async () => {
    const first = await redis()
    const client = first.client()
    expect(await client.dbsize()).toBe(0)
    await client.set('seats', '7')
    await first[Symbol.asyncDispose]()
    await using second = await redis()
    const observer = second.client()
    await observer.select(Number(new URL(first.url).pathname.slice(1)))
    expect(await observer.dbsize()).toBe(0)
  })

  it('ends the clients that were opened through it', async () => {
    const cache = await redis()
    const client = cache.client()
    await client.ping()
    await cache[Symbol.asyncDispose]()
    await expect(client.ping()).rejects.toThrow('Connection is closed')
  })
})
