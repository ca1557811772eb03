import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { oneMoment } from './allows-no-more-than-limit.ts'
import type { Way } from './allows-no-more-than-limit.ts'
import type { KeySpace } from './open-redis.ts'

/** The contract of every way: wherever the server of alice crashes, each key in Redis expires. */
export function endsEveryKey({ plain, watched }: KeySpace, way: Way): Race {
  const ask = (user: string) => {
    const limiter = way({ redis: watched(), limit: 1, newId: () => user, ...oneMoment })
    return async () => ((await limiter.consume('api')).allowed ? 'allowed' : 'refused')
  }
  return conduct({
    setup: () => plain.flushdb(),
    actors: { alice: crashable(ask('alice')), bob: ask('bob') },
    invariant: async () => {
      for (const key of await plain.keys('*')) {
        if ((await plain.pttl(key)) === -1) return `${key} lives for ever`
      }
      return undefined
    },
  })
}
