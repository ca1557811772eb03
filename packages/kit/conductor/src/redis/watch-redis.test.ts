import { redis } from '@lab/servers/redis'
import type { Redis as KeySpace } from '@lab/servers/redis'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conduct, crashable } from '../conduct.ts'
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

const counted = (expected: number) => async () => {
  const n = Number(await plain.get('n'))
  return n === expected ? undefined : `counted ${n} of ${expected}`
}

describe('watch', () => {
  it('finds the lost update between GET and SET', async () => {
    const increment = (client: Redis) => async () => {
      const n = Number(await client.get('n'))
      await client.set('n', n + 1)
    }
    const race = conduct({
      setup: () => plain.set('n', 0),
      actors: { alice: increment(one), bob: increment(other) },
      invariant: counted(2),
    })
    expect(await race.explore({ prune: false })).toMatchObject({
      schedules: 6,
      violations: 4,
      runs: 6,
    })
    expect(await race.explore()).toMatchObject({ schedules: 6, violations: 4, runs: 4 })
  })

  it('takes a MULTI and a script as one step, and each command of a pipeline', async () => {
    other.defineCommand('bump', { numberOfKeys: 1, lua: "return redis.call('incr', KEYS[1])" })
    const race = conduct({
      setup: () => plain.set('n', 0),
      actors: {
        pipeline: async () => (await one.pipeline().incr('n').incr('n').exec())?.length,
        multi: async () => (await one.multi().incr('n').incr('n').exec())?.length,
        script: () => (other as Redis & { bump(key: string): Promise<number> }).bump('n'),
      },
      invariant: counted(5),
    })
    expect(await race.explore()).toMatchObject({ schedules: 12, violations: 0 })
    const { moments } = await race.replay('pipeline multi script')
    expect(moments.filter(({ type }) => type === 'step')).toMatchObject([
      { actor: 'pipeline', statement: 'incr n' },
      { actor: 'multi', statement: 'multi; incr n; incr n; exec' },
      { actor: 'script', statement: 'bump n' },
      { actor: 'pipeline', statement: 'incr n' },
    ])
  })

  it('does not order commands on different keys', async () => {
    const race = conduct({
      actors: {
        alice: async () => void (await one.set('a', 1), await one.get('a')),
        bob: async () => void (await other.set('b', 1), await other.get('b')),
      },
    })
    expect(await race.explore()).toMatchObject({ schedules: 6, runs: 1 })
  })

  it('sees a blocking command wait, and go on when it is served', async () => {
    const race = conduct({
      setup: () => plain.del('queue'),
      actors: { reader: () => one.blpop('queue', 0), writer: () => other.rpush('queue', 'job') },
    })
    const { moments } = await race.replay('reader writer')
    expect(moments).toMatchObject([
      { type: 'blocked', actor: 'reader', statement: 'blpop queue 0' },
      { type: 'step', actor: 'writer', statement: 'rpush queue job', reply: { text: '1' } },
      { type: 'finished', actor: 'writer' },
      { type: 'resumed', actor: 'reader', reply: { text: '["queue","job"]' } },
      { type: 'finished', actor: 'reader', value: ['queue', 'job'] },
    ])
    expect(await race.explore()).toMatchObject({ schedules: 2, waits: 1 })
  })

  it('cuts the connection of an actor that crashes between two commands', async () => {
    const race = conduct({
      setup: () => plain.del('counter'),
      actors: {
        alice: crashable(
          async () => void (await one.incr('counter'), await one.expire('counter', 60)),
        ),
      },
      invariant: async () =>
        (await plain.ttl('counter')) === -1 ? 'the key lives for ever' : undefined,
    })
    const found = await race.explore()
    expect(found).toMatchObject({ schedules: 3, violations: 1 })
    expect(found.shortest).toEqual({
      schedule: 'alice crash(alice)',
      reason: 'the key lives for ever',
    })
  })
})

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

describe('time', () => {
  it.each([
    ['BLPOP', () => one.blpop('queue', 3_600)],
    ['BLMPOP', () => one.blmpop(3_600, 1, 'queue', 'LEFT')],
    ['XREAD', () => one.xread('BLOCK', 3_600_000, 'STREAMS', 'queue', '$')],
  ])('ends a %s of an hour at once, when nobody else can go on', async (_, read) => {
    const race = conduct({
      setup: () => plain.del('queue'),
      actors: { reader: read, other: () => other.get('queue') },
    })
    const { moments, schedule } = await race.replay('reader other')
    expect(schedule).toBe('reader other fire(reader)')
    expect(moments.at(-1)).toEqual({ type: 'finished', actor: 'reader', value: null })
  })

  it('counts the end of a wait in no order in which others can still go on', async () => {
    const third = watch(space.client())
    const race = conduct({
      setup: () => plain.del('queue'),
      actors: {
        alice: () => one.blpop('queue', 9),
        bob: () => other.ping(),
        carol: () => third.ping(),
      },
    })
    const { pruned, all } = await bothWays(race)
    expect(pruned).toEqual(all)
    expect(pruned[0]).toBe('6 orders, 6 with waits')
  })

  it('ends no wait before the others have gone on, however short its limit', async () => {
    const slow = async () => {
      for (let times = 0; times < 5; times++) await other.get('a')
      return other.rpush('queue', 'job')
    }
    const race = conduct({
      setup: () => plain.del('queue'),
      actors: { reader: () => one.blpop('queue', 0.001), slow },
    })
    const { outcomes } = await race.explore({ prune: false })
    expect(outcomes.map(({ endings }) => answerOf(endings['reader']))).toEqual([['queue', 'job']])
  })

  it('lets the time limit of the client itself end a wait', async () => {
    const client = watch(space.client({ commandTimeout: 20 }))
    const race = conduct({
      setup: () => plain.del('queue'),
      actors: { reader: () => client.blpop('queue', 3_600).catch((error: Error) => error.message) },
    })
    const { outcomes } = await race.explore()
    expect(outcomes).toMatchObject([{ endings: { reader: { value: 'Command timed out' } } }])
    client.disconnect()
  })

  it('says once that a TTL runs on the clock of the server', async () => {
    const lock = (client: Redis, owner: string) => () => client.set('lock', owner, 'PX', 60_000)
    const race = conduct({ actors: { alice: lock(one, 'alice'), bob: lock(other, 'bob') } })
    expect((await race.explore()).limits).toEqual([
      `the TTL that "set lock alice PX 60000" gives runs on the server's clock: no order in which it expires was explored`,
    ])
    const plainSet = conduct({ actors: { alice: () => one.set('a', 1) } })
    expect((await plainSet.explore()).limits).toEqual([])
  })
})
