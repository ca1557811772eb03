import fc from 'fast-check'
import { redis } from '@lab/servers/redis'
import { describe, expect, it } from 'vitest'
import { tokenBucket } from '../../src/token-bucket/token-bucket.ts'
import { packedTokenBucket } from './packed-token-bucket.ts'

const windowMs = 3_600_000

describe('packedTokenBucket', () => {
  it('gives its key a new end before it could end too early', async () => {
    await using space = await redis()
    const plain = space.client()
    let nowMs = 1_800_000_000_000
    const limiter = packedTokenBucket({ redis: plain, limit: 10, windowMs, nowMs: () => nowMs })
    const endAfter = async (ms: number) => {
      nowMs += ms
      await limiter.consume('alice')
      const leftMs = await plain.pttl('packed-token-bucket:alice')
      return leftMs > windowMs ? 'a new end' : 'the old end'
    }
    expect(await endAfter(0)).toBe('a new end')
    // As if the first window had passed on the clock of Redis too.
    await plain.pexpire('packed-token-bucket:alice', windowMs)
    expect(await endAfter(windowMs - 1)).toBe('the old end')
    expect(await endAfter(1)).toBe('a new end')
  })

  it('decides as the readable script does', async () => {
    await using space = await redis()
    const plain = space.client()
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.nat(4 * windowMs), { maxLength: 40 }),
        async (limit, timesMs) => {
          let nowMs = 0
          const options = { redis: plain, limit, windowMs, nowMs: () => nowMs }
          const [packed, readable] = [packedTokenBucket(options), tokenBucket(options)]
          const key = String((run += 1))
          for (nowMs of timesMs.toSorted((one, other) => one - other)) {
            const { allowed } = await packed.consume(key)
            expect(await readable.consume(key)).toMatchObject({ allowed })
          }
        },
      ),
      { numRuns: 40, seed: 1 },
    )
  })
})
