import { answerOf, conduct, crashable } from '@lab/conductor'
import { clockAhead, defineFacts } from '@lab/kata'
import type { Redis } from 'ioredis'
import { allowsExactlyLimit, openRedis } from '../../src/index.ts'
import type { Allow, KeySpace } from '../../src/index.ts'

const hourMs = 3_600_000
// So short that a fact waits until it is over.
const shortMs = 200

export const facts = defineFacts<Allow, KeySpace>({
  answer: 'allow',
  open: openRedis,
  facts: {
    'allows exactly the limit, in every order of two servers': (allow, space) => [
      allowsExactlyLimit(space, allow, { limit: 1, users: ['alice', 'bob'] }),
      allowed(space, allow, { limit: 2, requests: { alice: 2, bob: 1 } }),
      allowed(space, allow, { limit: 2, requests: { alice: 1, bob: 1 } }),
      allowed(space, allow, {
        limit: 2,
        requests: { alice: 2, bob: 1 },
        through: 'one connection',
      }),
      allowed(space, allow, { limit: 12, requests: { alice: 14 } }),
      allowed(space, allow, { limit: 0, requests: { alice: 2 } }),
    ],

    'counts each key by itself': async (allow, { plain }) => {
      await plain.flushdb()
      const ask = (key: string) => allow(plain, key, 3, hourMs)
      const long = ['1', '2'].map((end) => `${'user'.repeat(100)} ${end}`)
      const keys = [
        'user 1',
        'user 10',
        'user 01',
        'USER 1',
        'user:1',
        ' user 1',
        `O'Brien {1}`,
        ...long,
      ]
      for (const key of keys) {
        if (!(await ask(key)) || !(await ask(key))) {
          return `the limit is 3, and one of the first 2 requests for the key "${key}" is refused`
        }
      }
      // A client may be called as what an answer writes for another one.
      for (const key of await plain.keys('*')) {
        if (keys.includes(key)) continue
        for (let request = 1; request <= 3; request++) {
          if (await ask(key).catch(() => false)) continue
          return `"${key}" is in Redis for another client, and of a client of that name request ${request} of 3 is refused`
        }
      }
      return undefined
    },

    'leaves no key without an end, wherever a server dies': (allow, { plain, watched }) => {
      const server = watched()
      return conduct({
        setup: () => plain.flushdb(),
        actors: { server: crashable(() => askTwice(allow, server, 1)) },
        invariant: () => keyWithoutEnd(plain),
      })
    },

    'leaves no key without an end, whenever a window is over': (allow, { plain, watched }) =>
      // The second request is refused, or allowed.
      [1, 10].map((limit) => {
        const [server, time] = [watched(), watched()]
        return conduct({
          setup: () => plain.flushdb(),
          actors: {
            server: () => askTwice(allow, server, limit),
            // What the end of a window does to its key, at a moment that can be chosen.
            time: async () => void (await time.flushdb()),
          },
          invariant: () => keyWithoutEnd(plain),
        })
      }),

    'ends the window at its time': async (allow, { plain }) => {
      for (const windowMs of [61_500, 30 * 24 * hourMs]) {
        await plain.flushdb()
        const from = await timeOf(plain)
        await allow(plain, 'api', 10, windowMs)
        const ends = await Promise.all((await plain.keys('*')).map((key) => plain.pexpiretime(key)))
        // Of a key without an end says the fact above. Redis takes the time to the millisecond.
        if (ends.length === 0 || ends.includes(-1)) continue
        const end = Math.max(...ends)
        if (end < from + windowMs - 5) {
          return `a window of ${windowMs} ms has begun, and ends after ${Math.round(end - from)} ms`
        }
      }
      await plain.flushdb()
      const isCounted = await allow(plain, 'api', 1, shortMs)
      await passes(plain, shortMs)
      return isCounted && !(await allow(plain, 'api', 1, shortMs))
        ? `a window of ${shortMs} ms has begun, and after it the next request is refused`
        : undefined
    },

    'begins a window with the first request, and not at a full second of the clock': async (
      allow,
      { plain },
    ) => {
      await plain.flushdb()
      await allow(plain, 'long', 1, hourMs)
      // Whether it counts at all says the first fact.
      if (await allow(plain, 'long', 1, hourMs)) return undefined
      // A full period of the clock ends while it is asked. A busy machine may miss the moment once.
      for (const round of [1, 2, 3]) {
        await until(plain, (ms) => ms % shortMs > shortMs / 3 && ms % shortMs < shortMs / 2)
        const from = await timeOf(plain)
        const keys = ['api', 'mail', 'login'].map((key) => `${key}-${round}`)
        for (const key of keys) await allow(plain, key, 1, shortMs)
        for (let passed = 0; passed < shortMs - 5;) {
          let isAllowed = false
          for (const key of keys) isAllowed ||= await allow(plain, key, 1, shortMs)
          passed = (await timeOf(plain)) - from
          if (isAllowed && passed < shortMs - 5) {
            return `a window of ${shortMs} ms has begun, and after ${Math.round(passed)} ms another request is allowed`
          }
        }
      }
      return undefined
    },

    'does not lengthen a window by asking again': async (allow, { plain }) => {
      for (let tries = 0; ; tries++) {
        await plain.flushdb()
        const ask = () => allow(plain, 'often', 2, shortMs)
        const answers = [await ask()]
        const isCounted = await allow(plain, 'once', 1, shortMs)
        const begun = await timeOf(plain)
        await until(plain, (ms) => ms > begun + shortMs / 2)
        // So often that each server has refused.
        for (let request = 0; request < 10; request++) answers.push(await ask())
        // On a busy machine so much time may have passed that the window is over.
        const passed = (await timeOf(plain)) - begun
        if (passed > shortMs - 20 && tries < 20) continue
        await until(plain, (ms) => ms > begun + shortMs + 5)
        // Whether it counts, and whether the window of a single request ends, say other facts.
        if (!isCounted || !(await allow(plain, 'once', 1, shortMs))) return undefined
        if (answers.filter(Boolean).length !== 2) return undefined
        return (await ask()) && (await ask())
          ? undefined
          : `limit 2, requests at 0 and ${shortMs / 2} ms, and after the window of ${shortMs} ms not both of the next 2 are allowed`
      }
    },

    'goes by the time of Redis, whatever the clock of a server says': async (allow, { plain }) => {
      for (const aheadMs of [hourMs - 1, hourMs + 1, -hourMs - 1]) {
        await plain.flushdb()
        const ask = () => allow(plain, `ahead ${aheadMs}`, 1, hourMs)
        await ask()
        // Whether it counts at all says the first fact.
        if (await ask()) return undefined
        using _clock = clockAhead(aheadMs)
        if (await ask()) {
          return `the window is not over in Redis, and a server whose clock is ${aheadMs} ms ahead allows one more`
        }
      }
      return undefined
    },
  },
})

async function askTwice(allow: Allow, redis: Redis, limit: number): Promise<void> {
  await allow(redis, 'api', limit, hourMs)
  await allow(redis, 'api', limit, hourMs)
}

async function keyWithoutEnd(plain: Redis): Promise<string | undefined> {
  for (const key of await plain.keys('*')) {
    if ((await plain.pttl(key)) === -1) return `${key} lives for ever`
  }
  return undefined
}

/** Servers ask so many times each; exactly the limit of it must be allowed, or all when it is less. */
function allowed(
  { plain, watched }: KeySpace,
  allow: Allow,
  asked: {
    limit: number
    requests: Record<string, number>
    through?: 'one connection'
  },
) {
  const { limit, requests, through } = asked
  const shared = watched()
  const all = Object.values(requests).reduce((sum, count) => sum + count)
  return conduct({
    setup: () => plain.flushdb(),
    actors: Object.fromEntries(
      Object.entries(requests).map(([server, count]) => {
        const redis = through === 'one connection' ? shared : watched()
        return [
          server,
          async () => {
            const answers: boolean[] = []
            while (answers.length < count) answers.push(await allow(redis, 'api', limit, hourMs))
            return answers
          },
        ]
      }),
    ),
    invariant: async (endings) => {
      const answers = Object.values(endings).flatMap((ending) => answerOf(ending) as boolean[])
      const given = answers.filter(Boolean).length
      if (given === Math.min(limit, all)) return undefined
      const where = through === undefined ? '' : ` through ${through}`
      return `limit ${limit}, ${all} requests${where}, ${given} allowed`
    },
  })
}

async function passes(plain: Redis, ms: number): Promise<void> {
  const from = await timeOf(plain)
  await until(plain, (now) => now > from + ms + 5)
}

async function until(plain: Redis, isSo: (ms: number) => boolean): Promise<void> {
  while (!isSo(await timeOf(plain)));
}

/** The time of Redis, in milliseconds. */
async function timeOf(plain: Redis): Promise<number> {
  const [seconds, microseconds] = await plain.time()
  return Number(seconds) * 1000 + Number(microseconds) / 1000
}
