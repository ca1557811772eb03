import { describe, expect, it } from 'vitest'
import { lineText } from './line.ts'
import { listingLines } from './listing-lines.ts'

describe('listingLines', () => {
  it('draws numbers and signs, and goes on below the code when it is too long', () => {
    const lines = listingLines(
      {
        title: 'The lock',
        source: 'src/row-lock.ts',
        lines: [
          { text: '8 lines', mark: 'omitted' },
          { number: 9, text: 'try {' },
          { number: 10, text: "  await query('select 1 where id = 2')", mark: 'removed' },
          { number: 10, text: '  // BLOCKS', mark: 'added' },
          { number: 11, text: '\treturn', mark: 'here' },
        ],
      },
      30,
    )
    expect(lines.map(lineText)).toEqual([
      'The lock',
      'src/row-lock.ts',
      '     8 lines',
      '   9 try {',
      "- 10   await query('select 1",
      "         where id = 2')",
      '+ 10   // BLOCKS',
      '> 11   return',
    ])
  })

  it('draws text without numbers', () => {
    expect(listingLines({ title: '', lines: [{ text: 'a' }] }, 30).map(lineText)).toEqual(['  a'])
  })

  it('keeps a line feed inside of a line as an escape', () => {
    expect(listingLines({ title: '', lines: [{ text: 'a\nb' }] }, 30).map(lineText)).toEqual([
      '  a\\nb',
    ])
  })
})
