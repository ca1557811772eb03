import { describe, expect, it } from 'vitest'
import { whenText } from './when-text.ts'

describe('whenText', () => {
  it.each([
    [0, 'now'],
    [60_000, 'in 1 minute'],
    [600_000, 'in 10 minutes'],
    [7_200_000, 'in 2 hours'],
    [3 * 86_400_000, 'in 3 days'],
  ])('writes %i ms as %s', (ms, text) => {
    expect(whenText(new Date(ms), new Date(0))).toBe(text)
  })
})
