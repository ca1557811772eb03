import { virtualClock } from '@lab/conductor/clock'
import { proxy } from '@lab/wire/proxy'
import { redis } from '@lab/servers/redis'
import { describe, expect, it } from 'vitest'
import { tokenBucket } from '../token-bucket/token-bucket.ts'
import { openClient } from './open-client.ts'
import { DeadlineError, withDeadline } from './with-deadline.ts'

const options = { limit: 5, windowMs: 3_600_000 }

describe('withDeadline', () => {
  it('passes on what Redis answers', async () => {
    await using space = await redis()
    const clock = virtualClock()
    const limiter = withDeadline(tokenBucket({ redis: space.client(), ...options }), {
      timeoutMs: 50,
      clock,
    })
    expect(limiter).toMatchObject(options)
    expect(await limiter.consume('alice', 2)).toMatchObject({ allowed: true, remaining: 3 })
    await expect(limiter.consume('alice', 6)).rejects.toThrow(RangeError)
  })

  it('gives up after its time when Redis hangs, and Redis counts the request all the same', async () => {
    await using space = await redis()
    await using link = await proxy(space.url)
    using opened = await openClient(link.url)
    const clock = virtualClock()
    const direct = tokenBucket({ redis: opened.client, ...options })
    const limiter = withDeadline(direct, { timeoutMs: 50, clock })
    link.hang()

    let heard: unknown = 'nothing'
    const asked = limiter.consume('alice').catch((error: unknown) => (heard = error))
    await clock.advance(49)
    expect(heard).toBe('nothing')
    await clock.advance(1)
    await asked
    expect(heard).toEqual(new DeadlineError(50))
    expect(String(heard)).toBe('DeadlineError: Cannot ask Redis: no answer within 50 ms')

    await link.restore()
    expect(await direct.consume('alice')).toMatchObject({ allowed: true, remaining: 3 })
  })
})
