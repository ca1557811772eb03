import { describe, expect, it } from 'vitest'
import { orderProblem } from '../page/src/race/order-problem.ts'

describe('orderProblem', () => {
  it.each(['', 'alice', 'alice×2 crash(bob) alicex3', 'alice×1000', 'alice bob '.repeat(500)])(
    'has nothing against %j',
    (text) => {
      expect(orderProblem(text)).toBe(undefined)
    },
  )

  it.each([
    ['alice(3)', 'Cannot read schedule'],
    ['alice×1001', 'Cannot run order: it must have at most 1000 steps, received 1001'],
    [
      'the-first-worker bob '.repeat(240),
      'Cannot run order: it must have at most 5000 characters, received 5039',
    ],
  ])('says what is wrong with %j', (text, problem) => {
    expect(orderProblem(text)).toContain(problem)
  })
})
