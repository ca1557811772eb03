import { describe, expect, it } from 'vitest'
import { allAnswered } from './all-answered.ts'

describe('200 clients at once, of whom 25 fit', () => {
  it('ask 31,000 times when a refused one asks again at once', () => {
    expect(allAnswered('retry-at-once')).toEqual({
      attempts: 31_000,
      refused: 30_800,
      lastMs: 4_000,
      idleMs: 0,
      violation: '200 clients ask 31,000 times until all are answered',
    })
  })

  it('ask 900 times when they obey Retry-After, and come back all together', () => {
    expect(allAnswered('retry-after')).toEqual({
      attempts: 900,
      refused: 700,
      lastMs: 7_500,
      idleMs: 3_500,
      violation: undefined,
    })
  })

  it('ask 489 times when they add up to a second at random', () => {
    expect(allAnswered('retry-after-with-jitter')).toEqual({
      attempts: 489,
      refused: 289,
      lastMs: 5_633,
      idleMs: 1_633,
      violation: undefined,
    })
  })
})
