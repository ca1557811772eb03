import { expect, it } from 'vitest'
import { median } from './median.ts'

it('takes the value in the middle by size, and leaves the order as it is', () => {
  const values = [100, 9, 20]
  expect(median(values)).toBe(20)
  expect(values).toEqual([100, 9, 20])
  expect(median([4, 1, 3, 2])).toBe(3)
})
