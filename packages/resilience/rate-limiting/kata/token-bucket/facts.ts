import { answerOf, conduct } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import type { Redis } from 'ioredis'
import { allowsNoMoreThanLimit } from '../../src/index.ts'
import { openRedis } from '../../src/open-redis.ts'
import type { KeySpace } from '../../src/open-redis.ts'

type Take = (
  redis: Redis,
  key: string,
  tokens: number,
  bucket: { capacity: number; perSecond: number },
  nowMs: number,
) => Promise<boolean>

const nowMs = 1_800_000_000_000

export const facts = defineFacts<Take, KeySpace>({
  answer: 'take',
  open: openRedis,
  facts: {
    'gives one token once, in every order of two servers': (take, space) =>
      allowsNoMoreThanLimit(
        space,
        ({ redis, limit }) => ({
          consume: async (key) => {
            const bucket = { capacity: limit, perSecond: 1 }
            return { allowed: await take(redis, key, 1, bucket, nowMs) }
          },
        }),
        { limit: 1, users: ['alice', 'bob'] },
      ),

    'refuses no request while there are tokens': (take, { plain, watched }) => {
      const bucket = { capacity: 2, perSecond: 1 }
      const [one, other] = [watched(), watched()]
      return conduct({
        setup: () => plain.flushdb(),
        actors: {
          alice: () => take(one, 'api', 1, bucket, nowMs),
          bob: () => take(other, 'api', 1, bucket, nowMs),
        },
        invariant: async (endings) => {
          const refused = Object.keys(endings).find((name) => answerOf(endings[name]) === false)
          return refused && `2 tokens for alice and bob, and ${refused} is refused`
        },
      })
    },

    'gives all tokens or none': (take, { plain }) =>
      play(take, plain, { capacity: 5, perSecond: 1 }, [
        { atMs: 0, tokens: 3, allowed: true },
        { atMs: 0, tokens: 3, allowed: false },
        { atMs: 0, tokens: 2, allowed: true },
      ]),

    'fills with parts of a token': (take, { plain }) =>
      play(take, plain, { capacity: 2, perSecond: 10 }, [
        { atMs: 0, tokens: 2, allowed: true },
        { atMs: 150, tokens: 1, allowed: true },
        { atMs: 210, tokens: 1, allowed: true },
      ]),

    'holds no more than its capacity': (take, { plain }) =>
      play(take, plain, { capacity: 2, perSecond: 1 }, [
        { atMs: 0, tokens: 1, allowed: true },
        { atMs: 3_600_000, tokens: 2, allowed: true },
        { atMs: 3_600_000, tokens: 1, allowed: false },
      ]),

    'counts no time twice when a clock is behind': (take, { plain }) =>
      play(take, plain, { capacity: 4, perSecond: 1 }, [
        { atMs: 0, tokens: 2, allowed: true },
        { atMs: -1_000, tokens: 2, allowed: true },
        { atMs: 0, tokens: 1, allowed: false },
      ]),

    'ends its key, and not before the bucket is full': async (take, { plain }) => {
      await plain.flushdb()
      await take(plain, 'api', 100, { capacity: 100, perSecond: 1 }, nowMs)
      for (const key of await plain.keys('*')) {
        const ms = await plain.pttl(key)
        if (ms === -1) return `${key} lives for ever`
        if (ms < 90_000) return `the bucket is full in 100,000 ms, and ${key} ends in ${ms} ms`
      }
      return undefined
    },
  },
})

/** Plays requests one after the other; says which one is answered as it must not be. */
async function play(
  take: Take,
  plain: Redis,
  bucket: { capacity: number; perSecond: number },
  requests: readonly { atMs: number; tokens: number; allowed: boolean }[],
): Promise<string | undefined> {
  await plain.flushdb()
  const told = [`capacity ${bucket.capacity}, ${bucket.perSecond} a second`]
  for (const { atMs, tokens, allowed } of requests) {
    const answer = await take(plain, 'api', tokens, bucket, nowMs + atMs)
    told.push(`${tokens} at ${atMs} ms: ${answer}`)
    if (answer !== allowed) return `${told.join('; ')}, and it must be ${allowed}`
  }
  return undefined
}
