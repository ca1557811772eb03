import { answerOf, conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import type { Redis } from 'ioredis'
import { lockOf } from '../deposit/deposit.ts'
import { unlock } from '../deposit/owned-lock.ts'
import type { World } from '../open-stores.ts'

/** Takes a lock for ten seconds, and waits while another worker has it. */
export type Acquire = (redis: Redis) => Promise<AcquiredLock>

export interface AcquiredLock {
  /** When it ends, in milliseconds since 1970. */
  expiration: number
}

export const ttlMs = 10_000
export const retryMs = 6_000
export const key = lockOf(1)

/** What a worker finds when it gets the lock: how long redlock and Redis say that it lives. */
export interface Found {
  lockMs: number
  keySeconds: number
}

/**
 * The contract: a lock has not ended when it is handed out. Another worker has it at first, and
 * releases it at any moment.
 */
export function handsOutALiveLock({ space }: World, acquire: Acquire): Race {
  const clock = virtualClock()
  const [redis, others] = [space.watched(), space.watched()]
  return conduct({
    clock,
    setup: () => space.plain.multi().flushdb().set(key, 'other', 'PX', ttlMs).exec(),
    actors: {
      async worker(): Promise<Found> {
        using _ = clock.replaceTimers()
        const { expiration } = await acquire(redis)
        const keyMs = await redis.pttl(key)
        return { lockMs: expiration - clock.now(), keySeconds: Math.ceil(keyMs / 1_000) }
      },
      other: () => unlock({ redis: others }, key, 'other'),
    },
    async invariant({ worker }) {
      const { lockMs, keySeconds } = answerOf(worker!) as Found
      if (lockMs > 0) return undefined
      return `the lock ended ${-lockMs} ms ago, and its key lives for ${keySeconds} s`
    },
  })
}
