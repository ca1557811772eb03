import { describe, expect, it } from 'vitest'
import { clockText } from './clock-text.ts'

describe('clockText', () => {
  it.each([
    [0, '15:00 left'],
    [139_000, '12:41 left'],
    [900_000, '00:00 left'],
    [1_090_000, '03:10 over'],
  ])('writes %i ms of 15 minutes as %s', (ms, text) => {
    expect(clockText(ms, 900_000)).toBe(text)
  })
})
