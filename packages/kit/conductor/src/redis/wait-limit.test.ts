import { redis } from '@lab/servers/redis'
import type { Redis as KeySpace } from '@lab/servers/redis'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

describe('waitLimitOf', () => {
  it.each([
    ['BLPOP', () => one.blpop('queue', 3_600)],
    ['BLMPOP', () => one.blmpop(3_600, 1, 'queue', 'LEFT')],
    ['XREAD', () => one.xread('BLOCK', 3_600_000, 'STREAMS', 'queue', '$')],
  ])('ends a %s of an hour at once, when no other actor can go on', async (_, read) => {
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
})
