import { describe, expect, it } from 'vitest'
import { durationText } from './duration-text.ts'

describe('durationText', () => {
  it.each([
    [1, 'about 1 minute'],
    [89, 'about 89 minutes'],
    [90, 'about 2 hours'],
    [580, 'about 10 hours'],
  ])('writes %i minutes as %s', (minutes, text) => {
    expect(durationText(minutes)).toBe(text)
  })
})
