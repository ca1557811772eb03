import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { wrapText } from './wrap-text.ts'

describe('wrapText', () => {
  it('breaks at spaces and indents what goes on', () => {
    expect(wrapText('select * from tickets where id = 1', 20, 2)).toEqual([
      'select * from',
      '  tickets where id =',
      '  1',
    ])
  })

  it('goes on in the next line with a word that is too long', () => {
    expect(wrapText('a verylongword', 6)).toEqual(['a', 'verylo', 'ngword'])
  })

  it('never makes a line wider than asked', () => {
    const text = fc.string({ unit: 'binary', maxLength: 120 })
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 60 }), (words, width) => {
        for (const line of wrapText(words, width, 2)) {
          expect(stringWidth(line)).toBeLessThanOrEqual(width)
        }
      }),
    )
  })

  it('keeps every character that is no space', () => {
    const text = fc.string({ unit: 'grapheme-ascii', maxLength: 120 })
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 60 }), (words, width) => {
        expect(wrapText(words, width, 2).join('').replaceAll(' ', '')).toBe(
          words.replaceAll(' ', ''),
        )
      }),
    )
  })
})
