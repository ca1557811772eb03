import { expect, it } from 'vitest'
import { clockAhead } from './clock-ahead.ts'

it('puts the clock ahead, and back', () => {
  const hourMs = 3_600_000
  const from = Date.now()
  {
    using _ahead = clockAhead(hourMs)
    expect(Date.now() - from).toBeGreaterThanOrEqual(hourMs)
    expect(new Date().getTime() - from).toBeGreaterThanOrEqual(hourMs)
    expect(new Date(7).getTime()).toBe(7)
    expect(new Date(2026, 0, 2)).toEqual(new Date('2026-01-02T00:00:00'))
  }
  expect(Date.now() - from).toBeLessThan(hourMs)
})
