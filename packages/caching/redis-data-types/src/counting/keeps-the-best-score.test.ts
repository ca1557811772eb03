import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRedis } from '../open-redis.ts'
import type { KeySpace } from '../open-redis.ts'
import { keepsTheBestScore } from './keeps-the-best-score.ts'
import { ranksOfATie } from './ranks.ts'
import { zaddGt } from './zadd-gt.ts'
import { zadd } from './zadd.ts'
import { zscoreThenZadd } from './zscore-then-zadd.ts'

let space: KeySpace
beforeAll(async () => {
  space = await openRedis()
})
afterAll(() => space[Symbol.asyncDispose]())

describe('zadd', () => {
  it('keeps the score that is reported last', async () => {
    expect(await keepsTheBestScore(space, zadd).explore()).toMatchObject({
      schedules: 2,
      violations: 1,
      exhaustive: true,
    })
  })
})

describe('zscoreThenZadd', () => {
  it('loses the better of two scores in 2 of 6 orders', async () => {
    expect(await keepsTheBestScore(space, zscoreThenZadd).explore()).toMatchObject({
      schedules: 6,
      violations: 2,
      exhaustive: true,
    })
  })
})

describe('zaddGt', () => {
  it('keeps the better one', async () => {
    const found = await keepsTheBestScore(space, zaddGt).holds()
    expect(found).toMatchObject({ schedules: 2, exhaustive: true })
  })
})

describe('a sorted set', () => {
  it('orders equal scores by the bytes of the members, backwards from the top', async () => {
    const ranks = await ranksOfATie(space)
    expect(ranks.map(({ player, place, rank }) => `${player} ${place} ${rank}`)).toEqual([
      'bob 1 1',
      'ada 2 1',
      'Zoe 3 1',
      'carl 4 4',
    ])
  })

  it('puts first who reached a score first, when the time is part of the score', async () => {
    const { plain } = space
    await plain.flushdb()
    const scoreOf = (points: number, seconds: number) => points * 2 ** 32 + (2 ** 32 - seconds)
    const [early, late] = [1_800_000_000, 1_800_000_001]
    await plain.zadd('scores', scoreOf(2_000_000, late), 'bob', scoreOf(2_000_000, early), 'ada')
    await zaddGt(plain, 'ada', scoreOf(2_000_000, late))
    await plain.zadd('scores', scoreOf(1_999_999, early), 'carl')
    expect(await plain.zrevrange('scores', 0, -1)).toEqual(['ada', 'bob', 'carl'])
  })

  it('counts in whole numbers up to 2^53', async () => {
    await zadd(space.plain, 'ada', 2 ** 53)
    expect(await space.plain.zincrby('scores', 1, 'ada')).toBe('9007199254740992')
  })
})
