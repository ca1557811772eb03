import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { textWidth } from './text-width.ts'

describe('textWidth', () => {
  it('counts as string-width does, for every character alone and for any text', () => {
    const characters = Array.from({ length: 0x3000 - 0x20 }, (_, index) =>
      String.fromCharCode(index + 0x20),
    )
    expect(characters.filter((one) => textWidth(one) !== stringWidth(one))).toEqual([])
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(textWidth(text)).toBe(stringWidth(text))
      }),
    )
  })
})
