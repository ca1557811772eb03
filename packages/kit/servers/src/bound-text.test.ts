import { describe, expect, it } from 'vitest'
import { boundText } from './bound-text.ts'

describe('boundText', () => {
  it('keeps a text that is short enough', () => {
    expect(boundText('permission denied', 17)).toBe('permission denied')
  })

  it('cuts a longer one, and says how long it was', () => {
    expect(boundText('x'.repeat(52_428_800), 3)).toBe('xxx... (52,428,800 characters)')
  })

  it('leaves no half of a character', () => {
    expect(boundText('a👍b', 2).isWellFormed()).toBe(true)
  })
})
