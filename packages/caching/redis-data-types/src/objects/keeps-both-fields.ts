import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Redis } from 'ioredis'
import type { KeySpace } from '../open-redis.ts'

/** One way to store sessions. */
export interface SessionStore {
  set(redis: Redis, session: string, field: string, value: string): Promise<void>
  get(redis: Redis, session: string, field: string): Promise<string | undefined>
}

/** The contract: two requests of a session set different fields, and both are there afterwards. */
export function keepsBothFields({ plain, watched }: KeySpace, { set, get }: SessionStore): Race {
  const [cart, profile] = [watched(), watched()]
  return conduct({
    setup: async () => {
      await plain.flushdb()
      await set(plain, 'ada', 'language', 'en')
    },
    actors: {
      cart: () => set(cart, 'ada', 'cart', '3 books'),
      profile: () => set(profile, 'ada', 'language', 'fr'),
    },
    invariant: async () => {
      if ((await get(plain, 'ada', 'cart')) !== '3 books') return 'the cart is lost'
      const language = await get(plain, 'ada', 'language')
      return language === 'fr' ? undefined : `the language is ${language} again`
    },
  })
}
