import { expect, it } from 'vitest'
import { backOffMs } from './back-off.ts'

const limits = { firstMs: 100, mostMs: 1_000 }

it('doubles with each try, up to the most, and spreads over the upper half', () => {
  const most = [1, 2, 3, 4, 5, 2_000].map((tries) => backOffMs(tries, limits, () => 1))
  expect(most).toEqual([100, 200, 400, 800, 1_000, 1_000])
  expect(backOffMs(3, limits, () => 0)).toBe(200)
})
