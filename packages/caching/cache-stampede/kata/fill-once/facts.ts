import { answerOf, conduct, crashable, watch } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import { defineFacts } from '@lab/kata'
import { redis } from '@lab/servers/redis'
import type { Redis } from 'ioredis'
import { passTime } from '../../src/index.ts'

interface Options {
  ttlMs: number
  lockMs: number
  pause: () => Promise<void>
}
type Cached = (
  redis: Redis,
  key: string,
  load: () => Promise<string>,
  options: Options,
) => Promise<string>

const times = { ttlMs: 3_600_000, lockMs: 60_000 }
/** A call that pauses here ends with an error. */
const noPause = { ...times, pause: () => Promise.reject(new Error('it pauses')) }

async function openSpace() {
  const space = await redis()
  return {
    ...space,
    plain: space.client(),
    watched: () => watch(space.client({ retryStrategy: () => 0 })),
  }
}

type Space = Awaited<ReturnType<typeof openSpace>>

export const facts = defineFacts<Cached, Space>({
  answer: 'cached',
  open: openSpace,
  facts: {
    'loads once, in every order of two processes': (cached, space) => loadsOnce(space, cached),

    'lets another process load when one has died': (cached, space) => ({
      race: outlivesADeath(space, cached),
      explore: { preemptions: 1 },
    }),

    'waits as long as another process loads': async (cached, { plain }) => {
      await plain.flushdb()
      const slow = slowLoad()
      const first = cached(plain, 'page', slow.load, noPause)
      await slow.began
      let pauses = 0
      const pause = async () => {
        pauses += 1
        if (pauses === 20) slow.end('a page')
        if (pauses > 20) await first
      }
      let loads = 0
      const load = async () => {
        loads += 1
        slow.end('a page')
        return 'another page'
      }
      const value = await cached(plain, 'page', load, { ...times, pause })
      await first
      // Whether it waits at all says the first fact.
      if (loads > 0 && pauses > 0)
        return `another process loads, and this one loads too after ${pauses} pauses`
      return loads > 0 || value === 'a page'
        ? undefined
        : `the value is "a page", and it returns "${value}"`
    },

    'throws what load throws: the same value': async (cached, { plain }) => {
      for (const thrown of [new Error('no database'), 'no database', undefined]) {
        for (const load of [() => Promise.reject(thrown), throwing(thrown)]) {
          await plain.flushdb()
          const caught = await cached(plain, 'page', load, noPause).then(
            (value) => `nothing, and returns ${JSON.stringify(value)}`,
            (error) => error,
          )
          if (caught !== thrown) return `load throws ${thrown}, and it throws ${caught}`
        }
      }
      return undefined
    },

    'loads anew after an error of load, also for one that waits': async (cached, { plain }) => {
      await plain.flushdb()
      const slow = slowLoad()
      const first = cached(plain, 'page', slow.load, noPause).catch(() => 'failed')
      await slow.began
      const pause = async () => {
        slow.fail(new Error('no database'))
        await first
      }
      const second = cached(plain, 'page', async () => 'a page', atMost(20, { ...times, pause }))
      slow.fail(new Error('no database'))
      const value = await valueOrError(second)
      return value === 'a page' ? undefined : `load has failed, and the next one gets ${value}`
    },

    'waits for no other key': async (cached, { plain }) => {
      await plain.flushdb()
      const slow = slowLoad()
      const first = cached(plain, 'user 1', slow.load, noPause)
      await slow.began
      for (const key of ['user 10', 'user 2', 'USER 1', 'user:1', `O'Brien {1}`, '{user} 1']) {
        const value = await valueOrError(cached(plain, key, async () => key, noPause))
        if (value !== key) return `user 1 is loaded, and the call for "${key}" gets ${value}`
      }
      slow.end('a user')
      await first
      return undefined
    },

    'waits only while another process loads': async (cached, { plain }) => {
      await plain.flushdb()
      for (const wanted of ['a page', 'a new page']) {
        const value = await valueOrError(cached(plain, 'page', async () => wanted, noPause))
        if (value !== wanted)
          return `the key is not there and no process loads: the call gets ${value}`
        await plain.del('page')
      }
      return undefined
    },

    'keeps the lock of another process': async (cached, space) => {
      for (const commandsBefore of [0, 1, 2]) {
        const violation = await keepsAnothersLock(space, cached, commandsBefore)
        if (violation) return violation
      }
      return undefined
    },

    'returns what the cache has, and does not load': async (cached, { plain }) => {
      for (const value of ['a page', '', '0', 'null', '{"a":"\\"b\\""}', 'né\n']) {
        await plain.flushdb()
        await cached(plain, 'page', async () => value, noPause)
        const loadsAgain = async () => 'another page'
        const found = await cached(plain, 'page', loadsAgain, noPause)
        if (found !== value)
          return `the cache has ${JSON.stringify(value)}, and it returns ${JSON.stringify(found)}`
        const stored = await plain.get('page')
        if (stored !== value)
          return `the value is ${JSON.stringify(value)}, and Redis has ${JSON.stringify(stored)}`
      }
      return undefined
    },

    'keeps a value for ttlMs, and no longer when it is read': async (cached, { plain }) => {
      await plain.flushdb()
      const read = () => cached(plain, 'page', async () => 'a page', noPause)
      await read()
      const leftMs = await plain.pttl('page')
      if (leftMs < times.ttlMs - 60_000 || leftMs > times.ttlMs)
        return `ttlMs is ${times.ttlMs}, and the value lives for ${leftMs} ms`
      await plain.pexpire('page', 60_000)
      await read()
      const afterMs = await plain.pttl('page')
      return afterMs <= 60_000 ? undefined : `60000 ms were left, and after a read ${afterMs} ms`
    },
  },
})

/** Two processes miss at the same time. One that would wait gives up: how it waits is another fact. */
function loadsOnce({ plain, watched }: Space, cached: Cached): Race {
  let loads = 0
  const load = async () => `page ${(loads += 1)}`
  const ask = (client: Redis) => () => cached(client, 'page', load, noPause)
  return conduct({
    async setup() {
      loads = 0
      await plain.flushdb()
    },
    actors: { one: ask(watched()), two: ask(watched()) },
    invariant: async () => (loads <= 1 ? undefined : `load is called ${loads} times`),
  })
}

/** One process may die before any of its steps. A pause lasts as long as a lock. */
function outlivesADeath({ plain, watched }: Space, cached: Cached): Race {
  const clock = virtualClock()
  const pause = () => clock.sleep(times.lockMs)
  const ask = (client: Redis) => () =>
    cached(client, 'page', async () => 'a page', atMost(2, { ...times, pause }))
  return conduct({
    clock,
    setup: () => plain.flushdb(),
    actors: { one: crashable(ask(watched())), two: ask(watched()) },
    invariant: async ({ two }) =>
      answerOf(two!) === 'a page' ? undefined : 'one has died, and two waits on',
  })
}

/** A load fails late; lockMs passes before that process sends one of its next commands. */
async function keepsAnothersLock(
  { plain, client }: Space,
  cached: Cached,
  commandsBefore: number,
): Promise<string | undefined> {
  await plain.flushdb()
  const [late, current] = [slowLoad(), slowLoad()]
  let second: Promise<unknown> | undefined
  const slow = interrupted(client())
  const first = cached(slow.client, 'page', late.load, noPause).catch(() => 'failed')
  await late.began
  const probe = cached(plain, 'page', async () => 'a page', noPause)
  // Whether another process waits at all says the first fact.
  if (await probe.catch(() => false)) return undefined
  slow.interrupt(commandsBefore, async () => {
    await passTime(plain, times.lockMs)
    second = cached(plain, 'page', current.load, noPause).catch(() => 'pauses')
    const pauses = await Promise.race([current.began, second])
    // Whether another process may load after lockMs says the fact about one that has died.
    if (pauses === 'pauses') second = undefined
  })
  late.fail(new Error('no database'))
  await first
  if (second === undefined) return undefined
  const third = await cached(plain, 'page', async () => 'another page', noPause).catch(() => '')
  current.end('a page')
  await second
  return third === 'another page'
    ? 'load fails after lockMs, another process loads, and a third one loads at the same time'
    : undefined
}

/** A client that something comes in between of: before one of its next commands. */
function interrupted(client: Redis) {
  const send = client.sendCommand.bind(client)
  let left = Infinity
  let meanwhile = () => Promise.resolve()
  client.sendCommand = (command, stream) => {
    if (stream || left-- !== 0) return send(command, stream)
    return meanwhile().then(() => send(command))
  }
  return {
    client,
    interrupt(commandsBefore: number, work: () => Promise<void>) {
      left = commandsBefore
      meanwhile = work
    },
  }
}

/** Ends a wait that would never end by itself. */
function atMost(pauses: number, { pause, ...options }: Options): Options {
  let left = pauses
  return {
    ...options,
    async pause() {
      if (left-- <= 0) throw new Error('it waits on')
      await pause()
    },
  }
}

const valueOrError = (call: Promise<string>) => call.catch((error) => `the error: ${error.message}`)

function throwing(thrown: unknown): () => Promise<string> {
  return () => {
    throw thrown
  }
}

/** A load that has begun, and ends when it is told to. */
function slowLoad() {
  const [began, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()]
  return {
    began: began.promise,
    end: ended.resolve,
    fail: ended.reject,
    load: () => {
      began.resolve()
      return ended.promise
    },
  }
}
