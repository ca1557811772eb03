import { virtualClock } from '@lab/conductor/clock'
import { describe, expect, it } from 'vitest'
import { localTokenBucket } from './local-token-bucket.ts'

describe('localTokenBucket', () => {
  it('allows the limit at once, then one for each part of the window', async () => {
    const clock = virtualClock()
    const limiter = localTokenBucket({ limit: 3, windowMs: 60_000, clock })
    const ask = async () => (await limiter.consume('alice')).allowed
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual([true, true, true, false])
    expect(await limiter.consume('alice')).toEqual({
      allowed: false,
      remaining: 0,
      retryAfterMs: 20_000,
      resetMs: 20_000,
    })
    await clock.advance(19_999)
    expect(await ask()).toBe(false)
    await clock.advance(1)
    expect(await ask()).toBe(true)
  })

  it('starts full again after a window without requests, for each key by itself', async () => {
    const clock = virtualClock()
    const limiter = localTokenBucket({ limit: 2, windowMs: 60_000, clock })
    await limiter.consume('alice', 2)
    await clock.advance(30_000)
    expect(await limiter.consume('bob', 2)).toMatchObject({ allowed: true })
    await clock.advance(30_000)
    expect(await limiter.consume('alice', 2)).toMatchObject({ allowed: true })
    expect(await limiter.consume('bob', 2)).toMatchObject({ allowed: false, remaining: 1 })
  })

  it('never holds more than the limit, also behind a bucket that is still filling', async () => {
    const clock = virtualClock()
    const limiter = localTokenBucket({ limit: 3, windowMs: 60_000, clock })
    await limiter.consume('alice', 3)
    await limiter.consume('bob', 1)
    await clock.advance(59_999)
    expect(await limiter.consume('bob', 3)).toMatchObject({ allowed: true, remaining: 0 })
    expect(await limiter.consume('bob', 1)).toMatchObject({ allowed: false })
  })
})
