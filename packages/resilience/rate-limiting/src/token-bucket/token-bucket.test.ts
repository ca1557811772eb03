import { redis } from '@lab/servers/redis'
import { describe, expect, it } from 'vitest'
import { tokenBucket } from './token-bucket.ts'

const windowMs = 3_600_000

describe('tokenBucket', () => {
  it('gives its key a new end before it could end too early', async () => {
    await using space = await redis()
    const plain = space.client()
    let nowMs = 1_800_000_000_000
    const limiter = tokenBucket({
      redis: plain,
      limit: 10,
      windowMs,
      nowMicroseconds: () => nowMs * 1000,
    })
    const endAfter = async (ms: number) => {
      nowMs += ms
      await limiter.consume('alice')
      return (await plain.pttl('token-bucket:alice')) > windowMs ? 'a new end' : 'the old end'
    }
    expect(await endAfter(0)).toBe('a new end')
    // As if the first window had passed on the clock of Redis too.
    await plain.pexpire('token-bucket:alice', windowMs)
    expect(await endAfter(windowMs - 1)).toBe('the old end')
    expect(await endAfter(1)).toBe('a new end')
  })
})
