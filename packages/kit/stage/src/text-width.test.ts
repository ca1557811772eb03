import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { textWidth } from './text-width.ts'

describe('textWidth', () => {
  it('counts as string-width does, for every character alone and for any text', () => {
    for (let code = 0x20; code < 0x3000; code += 1) {
      const character = String.fromCharCode(code)
      if (textWidth(character) !== stringWidth(character)) expect.fail(`U+${code.toString(16)}`)
    }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(textWidth(text)).toBe(stringWidth(text))
      }),
    )
  })
})
