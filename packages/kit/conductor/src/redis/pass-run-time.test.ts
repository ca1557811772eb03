import { redis } from '@lab/servers/redis'
import type { Redis as KeySpace } from '@lab/servers/redis'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { virtualClock } from '../clock.ts'
import { conduct } from '../conduct.ts'
import { answerOf } from '../ending.ts'
import { watch } from '../watch.ts'
import { bothWays } from './both-ways.fixture.ts'

let space: KeySpace
let plain: Redis
let one: Redis
let other: Redis

beforeAll(async () => {
  space = await redis()
  plain = space.client()
  one = watch(space.client())
  other = watch(space.client())
})
afterAll(() => space[Symbol.asyncDispose]())

const clock = virtualClock()
const lock = (client: Redis, owner: string) => client.set('lock', owner, 'PX', 10_000, 'NX')

describe('passRunTime', () => {
  it('ends a lock while its holder still works, in the orders in which time passes', async () => {
    const race = conduct({
      clock,
      setup: () => plain.flushdb(),
      actors: {
        slow: async () => {
          if ((await lock(one, 'slow')) === null) return 'refused'
          await clock.sleep(15_000)
          return one.get('lock')
        },
        next: () => lock(other, 'next'),
      },
      observe: () => plain.get('lock'),
    })
    const found = await race.explore()
    expect(found).toMatchObject({ limits: [], exhaustive: true })
    const told = found.outcomes.map(({ endings, simplest, state }) => [
      simplest,
      answerOf(endings['slow']),
      answerOf(endings['next']),
      state,
    ])
    expect(told).toEqual([
      ['next slow', 'refused', 'OK', 'next'],
      ['slow fire(slow) slow next', null, 'OK', 'next'],
      ['slow fire(slow) next slow', 'next', 'OK', 'next'],
      ['slow next fire(slow) slow', null, null, null],
    ])
    const { pruned, all } = await bothWays(race)
    expect(pruned).toEqual(all)
  })

  it('takes the time from a TTL that is not over, and also from one that setup gave', async () => {
    const left = async (client: Redis) => Math.round((await client.pttl('lock')) / 1_000)
    const race = conduct({
      clock,
      setup: () => plain.multi().flushdb().set('lock', 'dead', 'PX', 10_000).exec(),
      actors: {
        alice: async () => {
          await clock.sleep(4_000)
          return left(one)
        },
      },
      observe: () => left(plain),
    })
    const [outcome] = (await race.explore()).outcomes
    expect(outcome).toMatchObject({ endings: { alice: { value: 6 } }, state: 6 })
  })

  it('has passed when what the run left is looked at', async () => {
    const race = conduct({
      clock,
      setup: () => plain.multi().flushdb().set('lock', 'dead', 'PX', 10_000).exec(),
      actors: {
        alice: async () => {
          await one.ping()
          await clock.sleep(15_000)
        },
      },
      observe: () => plain.get('lock'),
    })
    expect((await race.explore()).outcomes).toMatchObject([{ state: null }])
  })

  it('changes no key that is watched before its time is over', async () => {
    const slow = (ms: number) => async () => {
      await one.watch('lock')
      await clock.sleep(ms)
      return one.multi().set('lock', 'mine').exec()
    }
    const explore = (ms: number) =>
      conduct({ clock, setup: () => lock(plain, 'other'), actors: { alice: slow(ms) } }).explore()
    await plain.flushdb()
    expect(await explore(4_000)).toMatchObject({
      outcomes: [{ endings: { alice: { value: [[null, 'OK']] } } }],
      limits: ['a TTL stands still while its key is watched'],
    })
    await plain.flushdb()
    expect(await explore(15_000)).toMatchObject({
      outcomes: [{ endings: { alice: { value: null } } }],
      limits: [],
    })
  })
})
