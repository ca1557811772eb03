import { answerOf, conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Redis } from 'ioredis'
import type { KeySpace } from './open-redis.ts'
import type { NaiveLimiter } from './rate-limiter.ts'

/** Makes the limiter of one server. */
export type Way = (options: {
  redis: Redis
  limit: number
  windowMs: number
  nowMs: () => number
  /** Names a request, where a way stores one. */
  newId: () => string
}) => NaiveLimiter

/** Every race happens within one moment of one hour. */
export const oneMoment = { windowMs: 3_600_000, nowMs: () => 1_800_000_000_000 }

/**
 * The contract of every way: of requests that come at the same time, each to a server of its own,
 * exactly the limit is allowed.
 */
export function allowsNoMoreThanLimit(
  { plain, watched }: KeySpace,
  way: Way,
  { limit, users }: { limit: number; users: readonly string[] },
): Race {
  return conduct({
    setup: () => plain.flushdb(),
    actors: Object.fromEntries(
      users.map((user) => {
        const limiter = way({ redis: watched(), limit, newId: () => user, ...oneMoment })
        return [user, async () => ((await limiter.consume('api')).allowed ? 'allowed' : 'refused')]
      }),
    ),
    invariant: async (endings) => {
      const allowed = Object.values(endings).filter(
        (ending) => answerOf(ending) === 'allowed',
      ).length
      return allowed === limit ? undefined : `limit ${limit}, ${allowed} allowed`
    },
  })
}
