import { answerOf, conduct, crashable } from '@lab/conductor'
import { clockAhead, defineFacts } from '@lab/kata'
import type { Redis } from 'ioredis'
import { allowsExactlyLimit, openRedis } from '../../src/index.ts'
import type { Allow, KeySpace } from '../../src/index.ts'

const hourMs = 3_600_000

export const facts = defineFacts<Allow, KeySpace>({
  answer: 'allow',
  open: openRedis,
  facts: {
    'allows exactly the limit, in every order of two servers': (allow, space) => [
      allowsExactlyLimit(space, allow, { limit: 1, users: ['alice', 'bob'] }),
      allowsTwoOfThree(space, allow),
    ],

    'counts each key by itself': async (allow, { plain }) => {
      await plain.flushdb()
      for (const key of ['user 1', 'user 10', 'user 2', 'USER 1', 'user:1', `O'Brien {1}`]) {
        const first = await allow(plain, key, 3, hourMs)
        if (!first || !(await allow(plain, key, 3, hourMs))) {
          return `the limit is 3, and one of the first 2 requests for the key "${key}" is refused`
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
        const to = await timeOf(plain)
        for (const key of await plain.keys('*')) {
          const end = await plain.pexpiretime(key)
          // Of a key without an end says the fact above. Redis takes the time to the millisecond.
          if (end === -1 || (end >= from + windowMs - 5 && end <= to + windowMs + 5)) continue
          return `a window of ${windowMs} ms has begun, and ends after ${Math.round(end - from)} ms`
        }
      }
      return undefined
    },

    'begins a window with the first request, and not at a full second of the clock': async (
      allow,
      { plain },
    ) => {
      const windowMs = 1_000
      await plain.flushdb()
      await allow(plain, 'api', 1, hourMs)
      // Whether it counts at all says the first fact.
      if (await allow(plain, 'api', 1, hourMs)) return undefined
      for (let tries = 0; ; tries++) {
        const key = `asked for the ${tries}. time`
        await until(plain, (ms) => ms % windowMs > 800)
        const from = await timeOf(plain)
        await allow(plain, key, 1, windowMs)
        const full = Math.ceil(from / windowMs) * windowMs
        await until(plain, (ms) => ms > full)
        const isAllowed = await allow(plain, key, 1, windowMs)
        const passed = (await timeOf(plain)) - from
        // On a busy machine so much time may have passed that its window is over.
        if (isAllowed && passed > windowMs && tries < 20) continue
        return isAllowed
          ? `a window of ${windowMs} ms has begun, and after ${Math.round(passed)} ms another request is allowed`
          : undefined
      }
    },

    'does not lengthen a window by asking again': async (allow, { plain }) => {
      // The second request is refused, or allowed.
      for (const limit of [1, 10]) {
        await plain.flushdb()
        await allow(plain, 'api', limit, hourMs)
        const leftMs = hourMs / 60
        for (const key of await plain.keys('*')) await plain.pexpire(key, leftMs)
        await allow(plain, 'api', limit, hourMs)
        for (const key of await plain.keys('*')) {
          const longer = await plain.pttl(key)
          if (longer > leftMs)
            return `${leftMs} ms were left, and after another request ${longer} ms`
        }
      }
      return undefined
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

/** One server is asked twice, and another one once. */
function allowsTwoOfThree({ plain, watched }: KeySpace, allow: Allow) {
  const [one, other] = [watched(), watched()]
  const ask = (redis: Redis) => allow(redis, 'api', 2, hourMs)
  return conduct({
    setup: () => plain.flushdb(),
    actors: {
      alice: async () => [await ask(one), await ask(one)],
      bob: async () => [await ask(other)],
    },
    invariant: async (endings) => {
      const answers = Object.values(endings).flatMap((ending) => answerOf(ending) as boolean[])
      const allowed = answers.filter(Boolean).length
      return allowed === 2 ? undefined : `limit 2, 3 requests, ${allowed} allowed`
    },
  })
}

async function until(plain: Redis, isSo: (ms: number) => boolean): Promise<void> {
  while (!isSo(await timeOf(plain)));
}

/** The time of Redis, in milliseconds. */
async function timeOf(plain: Redis): Promise<number> {
  const [seconds, microseconds] = await plain.time()
  return Number(seconds) * 1000 + Number(microseconds) / 1000
}
