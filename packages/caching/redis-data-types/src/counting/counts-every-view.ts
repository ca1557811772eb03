import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Redis } from 'ioredis'
import type { KeySpace } from '../open-redis.ts'

/** One way to count a view of a page. */
export type CountView = (redis: Redis, page: string) => Promise<void>

/** The contract: two views at the same time are counted as two. */
export function countsEveryView({ plain, watched }: KeySpace, count: CountView): Race {
  const [alice, bob] = [watched(), watched()]
  return conduct({
    setup: () => plain.flushdb(),
    actors: { alice: () => count(alice, 'home'), bob: () => count(bob, 'home') },
    invariant: async () => {
      const views = await plain.get('views:home')
      return views === '2' ? undefined : `2 views, ${views} counted`
    },
  })
}
