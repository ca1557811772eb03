import { redis } from '@lab/servers/redis'
import type { Redis as KeySpace } from '@lab/servers/redis'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { conduct } from '../conduct.ts'
import { crashable } from '../program.ts'
import { endingText } from '../ending.ts'
import { watch } from '../watch.ts'
import { bothWays } from './both-ways.fixture.ts'

let space: KeySpace
let plain: Redis
let one: Redis
let other: Redis
let impatient: Redis

beforeAll(async () => {
  space = await redis()
  plain = space.client()
  one = watch(space.client())
  other = watch(space.client())
  impatient = watch(space.client({ commandTimeout: 20 }))
})
afterAll(() => space[Symbol.asyncDispose]())
beforeEach(() => plain.flushdb())

const endingOf = async (run: () => Promise<unknown>) => {
  const { outcomes } = await conduct({ actors: { alice: run } }).explore()
  return outcomes.map(({ endings }) => endingText(endings['alice']))
}

describe('cut', () => {
  it('sends the BLPOP of a reader that was given up to no later run', async () => {
    const race = conduct({
      setup: () => plain.multi().flushdb().rpush('jobs', 'job').exec(),
      actors: { waits: () => one.blpop('jobs', 0), takes: () => other.lpop('jobs') },
    })
    const { pruned, all } = await bothWays(race)
    expect(pruned).toEqual(all)
    expect(pruned).toHaveLength(3)
    for (let times = 0; times < 5; times++) {
      const { moments } = await race.replay('takes')
      expect(moments.map(({ type, actor }) => `${actor} ${type}`)).toEqual([
        'takes step',
        'takes finished',
        'waits blocked',
      ])
    }
  })

  it('lets the code of its actor go on no further, and leaves the client as it was', async () => {
    const retryStrategy = () => 60_000
    const client = watch(space.client({ retryStrategy }))
    const errors: string[] = []
    const read = () => client.blpop('none', 0).catch((error: Error) => errors.push(error.message))
    await conduct({ actors: { reader: async () => void (await read()) } }).explore()
    await client.ping()
    expect(errors).toEqual([])
    expect(client.options.retryStrategy).toBe(retryStrategy)
  })

  it('ends a client that its actor has made', async () => {
    const made: Redis[] = []
    const make = () => {
      const client = watch(space.client())
      made.push(client)
      return client
    }
    const { outcomes } = await conduct({
      actors: { reader: () => make().blpop('none', 0), writer: () => make().set('a', 1) },
    }).explore()
    expect(outcomes.map(({ endings }) => endingText(endings['writer']))).toEqual([
      'finished: "OK", left an open client',
    ])
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set(['end']))
  })

  it.each([
    ['quit', (client: Redis) => client.quit()],
    ['disconnect', (client: Redis) => Promise.resolve(client.disconnect())],
  ])('finds nothing left of a duplicate that its actor ends by %s', async (_, end) => {
    const visit = async (client: Redis) => {
      const copy = client.duplicate()
      await copy.watch('visits')
      const visits = Number(await copy.get('visits'))
      const isKept = await copy
        .multi()
        .set('visits', visits + 1)
        .exec()
      await end(copy)
      return isKept !== null
    }
    const race = conduct({
      setup: () => plain.flushdb(),
      actors: { alice: () => visit(one), bob: () => other.incr('visits') },
    })
    const { pruned, all } = await bothWays(race)
    expect(pruned).toEqual(all)
    const { outcomes } = await race.explore()
    const ended = outcomes.map(({ endings }) => endingText(endings['alice']))
    expect(new Set(ended)).toEqual(new Set(['finished: true', 'finished: false']))
  })

  it('serves two that wait for one list in the order in which they began to wait', async () => {
    const third = watch(space.client())
    const race = conduct({
      setup: () => plain.flushdb(),
      actors: {
        alice: () => one.blpop('jobs', 0),
        bob: () => other.blpop('jobs', 0),
        writer: () => third.rpush('jobs', 'first', 'second'),
      },
    })
    const { pruned, all } = await bothWays(race)
    expect(pruned).toEqual(all)
    const { moments } = await race.replay('bob alice writer')
    expect(moments.flatMap((each) => (each.type === 'finished' ? [each.value] : []))).toEqual([
      2,
      ['jobs', 'second'],
      ['jobs', 'first'],
    ])
  })
})

describe('tidy', () => {
  it.each([
    ['an open MULTI', async () => void (await one.multi({ pipeline: false }), await one.incr('n'))],
    ['watched keys', async () => void (await one.watch('n'))],
    ['database 0 selected', async () => void (await one.select(0))],
  ])('takes back %s', async (what, run) => {
    expect(await endingOf(run)).toEqual([`finished, left ${what}`])
    await plain.set('n', 5)
    expect(await one.multi().get('n').exec()).toEqual([[null, '5']])
  })

  it('ends a command that its actor gave up, so that it takes nothing of a later run', async () => {
    const read = () => impatient.blpop('jobs', 0).catch((error: Error) => error.message)
    const ending = 'finished: "Command timed out", left a command under way'
    expect(await endingOf(read)).toEqual([ending])
    await plain.rpush('jobs', 'job')
    expect(await plain.lrange('jobs', 0, -1)).toEqual(['job'])
  })

  it('leaves a connection alone that is as it was', async () => {
    const work = async () => {
      await one.watch('n')
      await one.multi().incr('n').exec()
      await one.watch('n')
      await one.unwatch()
    }
    expect(await endingOf(work)).toEqual(['finished'])
  })
})

describe('crash', () => {
  it('takes a crash into a transaction for its end, step by step', async () => {
    const race = conduct({
      setup: () => plain.set('n', 1),
      actors: {
        alice: crashable(async () => {
          await one.multi({ pipeline: false })
          await one.incr('n')
          await one.incr('n')
          return one.exec()
        }),
        bob: () => other.get('n'),
      },
      observe: () => plain.get('n'),
    })
    const { pruned, all } = await bothWays(race)
    expect(pruned).toEqual(all)
    expect(new Set(all.slice(1).map((line) => line.split(' | ')[1]))).toEqual(
      new Set(['"1"', '"3"']),
    )
  })
})
