import { answerOf, conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
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
        { atMs: 1_010, tokens: 1, allowed: true },
        { atMs: 500, tokens: 1, allowed: false },
        { atMs: 1_500, tokens: 1, allowed: false },
      ]),

    'keeps a bucket for each key': async (take, { plain }) => {
      await plain.flushdb()
      const bucket = { capacity: 2, perSecond: 1 }
      const names = ['user 1', 'user 10', 'user 2', 'USER 1', 'user:1', `O'Brien {1}`]
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
      for (const bucket of [
        { capacity: 100, perSecond: 1 },
        { capacity: 30, perSecond: 0.01 },
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
          await take(plain, 'api', part * capacity, bucket, nowMs + atMs)
          for (const key of await plain.keys('*')) {
            const ms = await plain.pttl(key)
            // Of a key without an end says the fact above.
            if (ms === -1 || ms > fullInMs * 0.9) continue
            return `the bucket is full in ${fullInMs} ms, and ${key} ends in ${ms} ms`
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
