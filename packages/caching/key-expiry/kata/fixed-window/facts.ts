import { defineFacts } from '@lab/kata'
import type { Redis } from 'ioredis'
import {
  allowsExactlyLimit,
  expiresAfterCrash,
  expiresAfterWindow,
  openRedis,
} from '../../src/index.ts'
import type { Allow, KeySpace } from '../../src/index.ts'

const windowMs = 3_600_000

export const facts = defineFacts<Allow, KeySpace>({
  answer: 'allow',
  open: openRedis,
  facts: {
    'allows exactly the limit, in every order of two servers': (allow, space) =>
      allowsExactlyLimit(space, allow, { limit: 1, users: ['alice', 'bob'] }),

    'leaves no key without an end, wherever a server dies': (allow, space) =>
      expiresAfterCrash(space, allow, []),

    'leaves no key without an end, whenever a window is over': (allow, space) =>
      expiresAfterWindow(space, allow),

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

async function endsOf(plain: Redis): Promise<number[]> {
  return Promise.all((await plain.keys('*')).map((key) => plain.pttl(key)))
}
