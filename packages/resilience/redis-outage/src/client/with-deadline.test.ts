import { virtualClock } from '@lab/conductor/clock'
import { proxy } from '@lab/wire/proxy'
import { redis } from '@lab/servers/redis'
import { describe, expect, it } from 'vitest'
import { countInRedis } from '../policies/count-in-redis.ts'
import { openClient } from './open-client.ts'
import { DeadlineError, withDeadline } from './with-deadline.ts'

const limit = { limit: 2, windowMs: 3_600_000 }

describe('withDeadline', () => {
  it('passes on what Redis answers', async () => {
    await using space = await redis()
    const clock = virtualClock()
    const direct = countInRedis({ redis: space.client(), ...limit })
    const allow = withDeadline(direct, { timeoutMs: 50, clock })
    expect([await allow('alice'), await allow('alice'), await allow('alice')]).toEqual([
      true,
      true,
      false,
    ])
    const failing = withDeadline(() => Promise.reject(new Error('refused')), {
      timeoutMs: 50,
      clock,
    })
    await expect(failing()).rejects.toThrow('refused')
  })

  it('gives up after its time when Redis hangs, and Redis counts the request all the same', async () => {
    await using space = await redis()
    await using link = await proxy(space.url)
    using opened = await openClient(link.url)
    const clock = virtualClock()
    const direct = countInRedis({ redis: opened.client, ...limit })
    const allow = withDeadline(direct, { timeoutMs: 50, clock })
    link.hang()

    let failure: unknown = 'none yet'
    const asked = allow('alice').catch((error: unknown) => (failure = error))
    await clock.advance(49)
    expect(failure).toBe('none yet')
    await clock.advance(1)
    await asked
    expect(failure).toEqual(new DeadlineError(50))
    expect(String(failure)).toBe('DeadlineError: Cannot ask Redis: no answer within 50 ms')

    await link.restore()
    // The request that was given up was the first of two.
    expect([await direct('alice'), await direct('alice')]).toEqual([true, false])
  })
})
