import { answerOf, conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import type { Redis } from 'ioredis'
import { allowsNoMoreThanLimit } from '../../src/index.ts'
import { openRedis } from '../../src/open-redis.ts'
import type { KeySpace } from '../../src/open-redis.ts'
import { nowMs, play } from './play.ts'
import type { Take } from './play.ts'

export const facts = defineFacts<Take, KeySpace>({
  answer: 'take',
  open: openRedis,
  facts: {
    'gives one token once, in every order of two requests': (take, space) => [
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
      besideEachOther(space, take, 1, (given) =>
        given > 1 ? `1 token was left for alice and bob, and ${given} are given` : undefined,
      ),
      besideEachOther(
        space,
        take,
        1,
        (given) => (given > 1 ? `1 token was left, and one server gives ${given}` : undefined),
        'one connection',
      ),
    ],

    'refuses no request while there are tokens': (take, space) => [
      besideEachOther(space, take, 2, (given) =>
        given < 2 ? `2 tokens were left for alice and bob, and ${given} are given` : undefined,
      ),
      besideTooLarge(space, take),
      { race: besideABusyServer(space, take), explore: { preemptions: 3 } },
    ],

    'gives all tokens or none, and a refusal changes nothing': async (take, { plain }) =>
      (await play(take, plain, { capacity: 5, perSecond: 1 }, [
        { atMs: 0, tokens: 6, allowed: false },
        { atMs: 0, tokens: 3, allowed: true },
        { atMs: 0, tokens: 3, allowed: false },
        { atMs: 0, tokens: 2, allowed: true },
      ])) ??
      (await play(take, plain, { capacity: 4, perSecond: 1 }, [
        { atMs: 0, tokens: 3, allowed: true },
        { atMs: 1_000, tokens: 3, allowed: false },
        { atMs: 2_000, tokens: 3, allowed: true },
      ])) ??
      (await play(take, plain, { capacity: 2, perSecond: 10 }, [
        { atMs: 0, tokens: 2, allowed: true },
        { atMs: 50, tokens: 1, allowed: false },
        { atMs: 110, tokens: 1, allowed: true },
      ])),

    'fills with parts of a token': async (take, { plain }) =>
      (await play(take, plain, { capacity: 2, perSecond: 10 }, [
        { atMs: 0, tokens: 2, allowed: true },
        { atMs: 150, tokens: 1, allowed: true },
        { atMs: 210, tokens: 1, allowed: true },
      ])) ??
      (await play(take, plain, { capacity: 1, perSecond: 0.5 }, [
        { atMs: 0, tokens: 1, allowed: true },
        { atMs: 2_010, tokens: 1, allowed: true },
      ])) ??
      // Of the token that comes in ten seconds 3 ms are there before the second request.
      (await play(take, plain, { capacity: 2, perSecond: 0.1 }, [
        { atMs: 0, tokens: 1, allowed: true },
        { atMs: 3, tokens: 1, allowed: true },
        { atMs: 10_001, tokens: 1, allowed: true },
      ])),

    'holds no more than its capacity': async (take, { plain }) =>
      (await play(take, plain, { capacity: 2, perSecond: 1 }, [
        { atMs: 0, tokens: 1, allowed: true },
        { atMs: 3_600_000, tokens: 2, allowed: true },
        { atMs: 3_600_000, tokens: 1, allowed: false },
      ])) ??
      (await play(take, plain, { capacity: 2, perSecond: 1 }, [
        { atMs: 0, tokens: 1, allowed: true },
        { atMs: 1_900, tokens: 2, allowed: true },
        { atMs: 2_100, tokens: 1, allowed: false },
      ])),

    'counts no time twice when a clock is behind': (take, { plain }) =>
      play(take, plain, { capacity: 4, perSecond: 1 }, [
        { atMs: 0, tokens: 2, allowed: true },
        { atMs: -1_000, tokens: 2, allowed: true },
        { atMs: 0, tokens: 1, allowed: false },
        { atMs: 1_010, tokens: 1, allowed: true },
        { atMs: 500, tokens: 1, allowed: false },
        { atMs: 1_500, tokens: 1, allowed: false },
      ]),

    'keeps a bucket for each key': async (take, { plain }) => {
      await plain.flushdb()
      const bucket = { capacity: 2, perSecond: 1 }
      const names = ['user 1', 'user 10', 'user 01', 'USER 1', 'user:1', ' user 1', `O'Brien {1}`]
      const long = ['1', '2'].map((end) => `${'user'.repeat(100)} ${end}`)
      const keys = [...names, ...long]
      const takeAll = (key: string) => take(plain, key, 2, bucket, nowMs)
      for (const key of keys) {
        if (!(await takeAll(key))) {
          return `no token was taken from "${key}", and 2 of its 2 tokens are refused`
        }
      }
      // A client may be called as what an answer writes for another one.
      for (const key of await plain.keys('*')) {
        if (keys.includes(key)) continue
        const isGiven = await takeAll(key).catch(() => false)
        const again = keys.find((each) => key.includes(each))
        if (!isGiven || (again !== undefined && (await takeAll(again)))) {
          return `"${key}" is in Redis for another client, and the bucket of a client of that name is not its own`
        }
      }
      return undefined
    },

    'leaves no key without an end, wherever a server dies': (take, { plain, watched }) => {
      const server = watched()
      const bucket = { capacity: 2, perSecond: 1 }
      return conduct({
        setup: () => plain.flushdb(),
        actors: {
          alice: crashable(async () => {
            for (const atMs of [0, 10]) await take(server, 'api', 1, bucket, nowMs + atMs)
          }),
        },
        invariant: async () => {
          for (const key of await plain.keys('*')) {
            if ((await plain.pttl(key)) === -1) return `${key} lives for ever`
          }
          return undefined
        },
      })
    },

    'keeps its key until the bucket is full': async (take, { plain }) => {
      // A server whose clock is behind.
      const serverMs = Math.floor(await timeOf(plain)) - 5_000
      for (const bucket of [
        { capacity: 100, perSecond: 1 },
        { capacity: 30, perSecond: 2 ** -16 },
        { capacity: 3, perSecond: 2 },
      ]) {
        await plain.flushdb()
        const { capacity, perSecond } = bucket
        const fullAfterMs = (capacity / perSecond) * 1000
        for (const [part, atMs, fullInMs] of [
          [1, 0, fullAfterMs],
          [0.5, fullAfterMs * 0.9, fullAfterMs * 0.6],
        ] as const) {
          // So much time has passed in Redis too.
          for (const key of atMs > 0 ? await plain.keys('*') : []) {
            if ((await plain.pttl(key)) !== -1) await plain.pexpire(key, 1_000, 'LT')
          }
          const from = await timeOf(plain)
          const ask = (tokens: number) => take(plain, 'api', tokens, bucket, serverMs + atMs)
          await ask(part * capacity)
          // Refused, which changes nothing.
          await ask(capacity)
          const keys = await plain.keys('*')
          if (keys.length === 0) return `the bucket is full in ${fullInMs} ms, and its key is gone`
          for (const key of keys) {
            const end = await plain.pexpiretime(key)
            // Of a key without an end says the fact above. Redis takes the time to the millisecond.
            if (end === -1 || end >= from + fullInMs - 5) continue
            return `the bucket is full in ${fullInMs} ms, and ${key} ends in ${Math.round(end - from)} ms`
          }
        }
      }
      return undefined
    },
  },
})

/** Two servers take a token each from a bucket that others have used: so many are left. */
function besideEachOther(
  { plain, watched }: KeySpace,
  take: Take,
  left: number,
  judge: (given: number) => string | undefined,
  through: 'two connections' | 'one connection' = 'two connections',
): Race {
  const bucket = { capacity: 3, perSecond: 1 }
  const one = watched()
  const other = through === 'one connection' ? one : watched()
  return conduct({
    setup: async () => {
      await plain.flushdb()
      await take(plain, 'api', 3 - left, bucket, nowMs)
    },
    actors: {
      alice: () => take(one, 'api', 1, bucket, nowMs),
      bob: () => take(other, 'api', 1, bucket, nowMs),
    },
    invariant: async (endings) => {
      const answers = Object.values(endings)
      return judge(answers.filter((ending) => answerOf(ending) === true).length)
    },
  })
}

/** One token is left: Alice asks for two, and meanwhile Bob for the one. */
function besideTooLarge({ plain, watched }: KeySpace, take: Take): Race {
  const bucket = { capacity: 3, perSecond: 1 }
  const [one, other] = [watched(), watched()]
  let isLeft = false
  return conduct({
    setup: async () => {
      await plain.flushdb()
      for (const key of ['api', 'other']) await take(plain, key, 2, bucket, nowMs)
      // Whether a refusal changes anything by itself says another fact.
      await take(plain, 'other', 2, bucket, nowMs)
      isLeft = await take(plain, 'other', 1, bucket, nowMs)
    },
    actors: {
      alice: () => take(one, 'api', 2, bucket, nowMs),
      bob: () => take(other, 'api', 1, bucket, nowMs),
    },
    invariant: async ({ bob }) =>
      answerOf(bob) === true || !isLeft
        ? undefined
        : '1 token is left, alice asks for 2, and bob, who asks for 1, gets none',
  })
}

/** Alice takes a token, and meanwhile another server takes two, one after the other. */
function besideABusyServer({ plain, watched }: KeySpace, take: Take): Race {
  const bucket = { capacity: 3, perSecond: 1 }
  const [one, other] = [watched(), watched()]
  return conduct({
    setup: () => plain.flushdb(),
    actors: {
      alice: () => take(one, 'api', 1, bucket, nowMs),
      busy: async () => {
        for (let time = 0; time < 2; time++) await take(other, 'api', 1, bucket, nowMs)
      },
    },
    invariant: async ({ alice }) =>
      answerOf(alice) === true ? undefined : '3 tokens, a busy server takes 2, and alice gets none',
  })
}

/** The time of Redis, in milliseconds. */
async function timeOf(plain: Redis): Promise<number> {
  const [seconds, microseconds] = await plain.time()
  return Number(seconds) * 1000 + Number(microseconds) / 1000
}
