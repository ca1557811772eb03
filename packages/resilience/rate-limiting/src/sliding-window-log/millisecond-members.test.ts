import { redis } from '@lab/servers/redis'
import { describe, expect, it } from 'vitest'
import type { NaiveLimiter } from '../rate-limiter.ts'
import { millisecondMembers } from './millisecond-members.ts'
import { slidingWindowLog } from './sliding-window-log.ts'

const options = { limit: 2, windowMs: 60_000 }

/** Asks every 10 seconds, ten minutes long; counts how often it was allowed. */
async function askOnAndOn(limiterBy: (nowMs: () => number) => NaiveLimiter): Promise<number> {
  let nowMs = 1_800_000_000_000
  const limiter = limiterBy(() => nowMs)
  let allowed = 0
  for (let request = 0; request < 60; request++) {
    if ((await limiter.consume('api')).allowed) allowed += 1
    nowMs += 10_000
  }
  return allowed
}

describe('millisecondMembers', () => {
  it('never again allows a user who keeps asking, because it adds what it refuses', async () => {
    await using space = await redis()
    const client = space.client()
    const allowed = await askOnAndOn((nowMs) =>
      millisecondMembers({ redis: client, ...options, nowMs }),
    )
    expect(allowed).toBe(2)
  })
})

describe('slidingWindowLog', () => {
  it('allows such a user two requests in every minute', async () => {
    await using space = await redis()
    const client = space.client()
    const allowed = await askOnAndOn((nowMs) =>
      slidingWindowLog({ redis: client, ...options, nowMs }),
    )
    expect(allowed).toBe(20)
  })
})
