import { redis } from '@lab/servers/redis'
import type { Redis as KeySpace } from '@lab/servers/redis'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conduct } from '../conduct.ts'
import { crashable } from '../program.ts'
import { answerOf } from '../ending.ts'
import { watch } from '../watch.ts'

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

  it('takes a transaction inside of a pipeline as one step', async () => {
    const race = conduct({
      setup: () => plain.set('n', 0),
      actors: {
        alice: async () => {
          const pipeline = one.pipeline([['incr', 'n'], ['multi'], ['incr', 'n'], ['incr', 'n']])
          // The first only ends the transaction.
          await pipeline.exec()
          return pipeline.exec()
        },
        bob: () => other.get('n'),
      },
    })
    const { outcomes } = await race.explore()
    expect(outcomes.map(({ endings }) => String(answerOf(endings['bob']))).toSorted()).toEqual([
      '0',
      '1',
      '3',
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
