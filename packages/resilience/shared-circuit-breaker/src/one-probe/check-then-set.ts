// A breaker with its state in Redis: one command reads the state, another one changes it.
// Breaks in half-open: two processes read that the reset timeout is over, and both probe.
import type { Redis } from 'ioredis'
import { BreakerOpenError } from '../price-source.ts'
import type { SharedBreakerOptions } from './shared-breaker.ts'

export function checkThenSet<Answer>(
  redis: Redis,
  call: () => Promise<Answer>,
  { key, volumeThreshold, resetTimeoutMs, nowMs = Date.now }: SharedBreakerOptions,
): { fire(): Promise<Answer> } {
  return {
    async fire() {
      const { state = 'closed', until } = await redis.hgetall(key)
      if (state === 'half-open' || (state === 'open' && nowMs() < Number(until))) {
        throw new BreakerOpenError()
      }
      // RACE: another process reads the same state here.
      if (state === 'open') await redis.hset(key, 'state', 'half-open')
      try {
        const answer = await call()
        await redis.hset(key, 'state', 'closed', 'failures', 0)
        return answer
      } catch (error) {
        const failures = await redis.hincrby(key, 'failures', 1)
        if (state === 'open' || failures >= volumeThreshold) {
          await redis.hset(key, 'state', 'open', 'until', nowMs() + resetTimeoutMs)
        }
        throw error
      }
    },
  }
}
