import { redis } from '@lab/servers/redis'
import type { Redis as KeySpace } from '@lab/servers/redis'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conduct } from '../conduct.ts'
import { crashable } from '../program.ts'
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

describe('the footprint of', () => {
  /** Both ways find the same; returns how many orders there are, and how many were run. */
  const explored = async (
    actors: Record<string, () => Promise<unknown>>,
    setup: () => Promise<unknown> = () => plain.flushdb(),
  ) => {
    const race = conduct({ setup, actors })
    const { pruned, all } = await bothWays(race)
    expect(pruned).toEqual(all)
    const { schedules, runs, outcomes } = await race.explore()
    return { schedules, runs, outcomes: outcomes.length }
  }

  it('a script is everything: it may make the names of its keys', async () => {
    const spend = `return redis.call('decrby', 'balance:' .. ARGV[1], 60)`
    const found = await explored({
      spends: () => one.eval(spend, 1, 'lock', '1'),
      reads: () => other.get('balance:1'),
    })
    expect(found).toEqual({ schedules: 2, runs: 2, outcomes: 2 })
  })

  it('EXEC is also what its connection watches', async () => {
    const found = await explored({
      alice: async () => {
        await one.watch('a')
        return one.multi().set('b', 1).exec()
      },
      bob: () => other.set('a', 2),
    })
    expect(found).toEqual({ schedules: 3, runs: 3, outcomes: 2 })
  })

  it('a command behind MULTI is nothing before EXEC', async () => {
    const found = await explored({
      alice: async () => {
        await one.multi({ pipeline: false })
        await one.incr('n')
        await one.incr('n')
        return one.exec()
      },
      bob: () => other.incr('n'),
    })
    expect(found).toEqual({ schedules: 5, runs: 2, outcomes: 2 })
  })

  it('a key is that of the selected database, also behind a SELECT in a transaction', async () => {
    await using second = await redis()
    const number = Number(new URL(second.url).pathname.slice(1))
    const far = second.client()
    const near = async (actors: Record<string, () => Promise<unknown>>) =>
      explored(actors, () => Promise.all([plain.flushdb(), far.flushdb()]))
    const reads = async () => {
      await other.select(number)
      return other.get('n')
    }
    expect(await near({ sets: () => one.set('n', 1), reads })).toMatchObject({ runs: 1 })
    expect(
      await near({ sets: () => one.multi().select(number).set('n', 1).exec(), reads }),
    ).toMatchObject({ schedules: 3, runs: 2, outcomes: 2 })
  })

  it('a key has the prefix of its client', async () => {
    const prefixed = watch(space.client({ keyPrefix: 'shop:' }))
    const actors = (key: string) => ({ alice: () => prefixed.incr('n'), bob: () => other.get(key) })
    expect(await explored(actors('shop:n'))).toMatchObject({ runs: 2, outcomes: 2 })
    expect(await explored(actors('n'))).toMatchObject({ runs: 1, outcomes: 1 })
  })

  it('KEYS and DBSIZE is every key, and KEYS shows the order in which they were made', async () => {
    const third = watch(space.client())
    const sets = { alice: () => one.set('a', 1), bob: () => other.set('b', 1) }
    expect(await explored({ ...sets, counts: () => third.dbsize() })).toMatchObject({
      schedules: 6,
      runs: 4,
      outcomes: 3,
    })
    expect(await explored({ ...sets, lists: () => third.keys('*') })).toMatchObject({ runs: 6 })
  })

  it('a crash is counted once beside an actor that touches nothing', async () => {
    const third = watch(space.client())
    const race = conduct({
      actors: {
        alice: () => one.set('b', 7),
        bob: crashable(async () => {
          await other.get('a')
          await other.flushdb()
        }),
        carol: () => third.ping(),
      },
    })
    expect(await race.explore()).toMatchObject({ schedules: 30, cut: 0 })
  })
})
