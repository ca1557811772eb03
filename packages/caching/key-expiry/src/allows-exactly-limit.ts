import { answerOf, conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Allow } from './expires-every-key.ts'
import type { KeySpace } from './open-redis.ts'

/** The other contract: of requests that come at the same time exactly the limit is allowed. */
export function allowsExactlyLimit(
  { plain, watched }: KeySpace,
  allow: Allow,
  { limit, users }: { limit: number; users: readonly string[] },
): Race {
  return conduct({
    setup: () => plain.flushdb(),
    actors: Object.fromEntries(
      users.map((user) => {
        const redis = watched()
        const ask = async () =>
          (await allow(redis, 'api', limit, 3_600_000)) ? 'allowed' : 'refused'
        return [user, ask]
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
