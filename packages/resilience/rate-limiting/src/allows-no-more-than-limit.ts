import { answerOf, conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { MakeWay } from './make-way.ts'
import type { KeySpace } from './open-redis.ts'

/**
 * The contract of every way: of requests that come at the same time, each to a server of its own,
 * exactly the limit is allowed.
 */
export function allowsNoMoreThanLimit(
  { plain, watched }: KeySpace,
  makeWay: MakeWay,
  { limit, users }: { limit: number; users: readonly string[] },
): Race {
  return conduct({
    setup: () => plain.flushdb(),
    actors: Object.fromEntries(
      users.map((user) => {
        const allow = makeWay({ redis: watched(), limit, newId: () => user })
        return [user, async () => ((await allow('api')) ? 'allowed' : 'refused')]
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
