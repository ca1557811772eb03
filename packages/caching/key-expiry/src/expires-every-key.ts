import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Redis } from 'ioredis'
import type { KeySpace } from './open-redis.ts'

/** One way to count a request: true for the first `limit` requests of a window. */
export type Allow = (redis: Redis, key: string, limit: number, windowMs: number) => Promise<boolean>

const hourMs = 3_600_000

/**
 * The contract: wherever the server that answers Alice crashes, each key in Redis expires.
 *
 * @param others The users whose requests come besides; without them no request repairs a key.
 */
export function expiresAfterCrash(
  { plain, watched }: KeySpace,
  allow: Allow,
  others: readonly string[],
): Race {
  const ask = () => {
    const redis = watched()
    return async () => ((await allow(redis, 'api', 1, hourMs)) ? 'allowed' : 'refused')
  }
  return conduct({
    setup: () => plain.flushdb(),
    actors: {
      alice: crashable(ask()),
      ...Object.fromEntries(others.map((user) => [user, ask()])),
    },
    invariant: () => keyThatNeverExpires(plain),
  })
}

/** The contract: whenever a window ends during a request, each key in Redis expires. */
export function expiresAfterWindow({ plain, watched }: KeySpace, allow: Allow): Race {
  const [server, time] = [watched(), watched()]
  return conduct({
    setup: () => plain.flushdb(),
    actors: {
      server: () => allow(server, 'api', 10, hourMs),
      // What the end of a window does to its key, at a moment that can be chosen.
      time: async () => void (await time.del('api')),
    },
    invariant: () => keyThatNeverExpires(plain),
  })
}

async function keyThatNeverExpires(plain: Redis): Promise<string | undefined> {
  for (const key of await plain.keys('*')) {
    if ((await plain.pttl(key)) === -1) return `${key} lives for ever`
  }
  return undefined
}
