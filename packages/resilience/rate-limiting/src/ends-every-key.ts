import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { MakeWay } from './make-way.ts'
import type { KeySpace } from './open-redis.ts'

/**
 * The contract of every way: whenever the server that answers alice dies, what is left in Redis has
 * a time to live.
 */
export function endsEveryKey({ plain, watched }: KeySpace, makeWay: MakeWay): Race {
  const way = (user: string) => makeWay({ redis: watched(), limit: 1, newId: () => user })
  const alice = way('alice')
  const bob = way('bob')
  const answer = (allowed: boolean) => (allowed ? 'allowed' : 'refused')
  return conduct({
    setup: () => plain.flushdb(),
    actors: {
      alice: crashable(async () => answer(await alice('api'))),
      bob: async () => answer(await bob('api')),
    },
    invariant: async () => {
      for (const key of await plain.keys('*')) {
        if ((await plain.pttl(key)) === -1) return `${key} lives for ever`
      }
      return undefined
    },
  })
}
