import { conduct, crashable } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import type { Redis } from 'ioredis'
import { allowsNoMoreThanLimit } from '../../src/index.ts'
import type { Way } from '../../src/index.ts'
import { openRedis } from '../../src/open-redis.ts'
import type { KeySpace } from '../../src/open-redis.ts'

type AllowRequest = (redis: Redis, key: string, limit: number, windowMs: number) => Promise<boolean>

const windowMs = 3_600_000

export const facts = defineFacts<AllowRequest, KeySpace>({
  answer: 'allow',
  open: openRedis,
  facts: {
    'allows exactly the limit, in every order of two servers': (allow, space) =>
      allowsNoMoreThanLimit(space, asWay(allow), { limit: 1, users: ['alice', 'bob'] }),

    'leaves no key without an end, wherever a server dies': (allow, { plain, watched }) => {
      const redis = watched()
      return conduct({
        setup: () => plain.flushdb(),
        actors: { server: crashable(() => allow(redis, 'api', 10, windowMs)) },
        invariant: () => keyWithoutEnd(plain),
      })
    },

    'leaves no key without an end, whenever a window is over': (allow, { plain, watched }) => {
      const [redis, time] = [watched(), watched()]
      return conduct({
        setup: () => plain.flushdb(),
        actors: {
          server: () => allow(redis, 'api', 10, windowMs),
          // What the end of a window does to its key, at a moment that can be chosen.
          time: () => time.flushdb(),
        },
        invariant: () => keyWithoutEnd(plain),
      })
    },

    'ends the window at its time': async (allow, { plain }) => {
      await plain.flushdb()
      await allow(plain, 'api', 10, windowMs)
      const ends = await endsOf(plain)
      const wrong = ends.find((ms) => ms !== -1 && (ms > windowMs || ms < windowMs / 2))
      if (wrong === undefined) return undefined
      return `a window of ${windowMs} ms has begun, and ends in ${wrong} ms`
    },

    'does not lengthen a window by asking again': async (allow, { plain }) => {
      await plain.flushdb()
      await allow(plain, 'api', 1, windowMs)
      const leftMs = windowMs / 60
      for (const key of await plain.keys('*')) await plain.pexpire(key, leftMs)
      await allow(plain, 'api', 1, windowMs)
      const longer = (await endsOf(plain)).find((ms) => ms > leftMs)
      if (longer === undefined) return undefined
      return `${leftMs} ms were left, and after another request ${longer} ms`
    },
  },
})

const asWay =
  (allow: AllowRequest): Way =>
  ({ redis, limit }) => ({
    consume: async (key) => ({ allowed: await allow(redis, key, limit, windowMs) }),
  })

async function keyWithoutEnd(plain: Redis): Promise<string | undefined> {
  return (await endsOf(plain)).includes(-1) ? 'a key lives for ever' : undefined
}

async function endsOf(plain: Redis): Promise<number[]> {
  return Promise.all((await plain.keys('*')).map((key) => plain.pttl(key)))
}
