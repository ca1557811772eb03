import { describe, expect, it } from 'vitest'
import { readWholeNumber } from './whole-number.ts'

const port = { name: '--port', from: 0, to: 65_535, remedy: '--port 8080' }

describe('readWholeNumber', () => {
  it('reads what is within the range', () => {
    expect(['0', '8080', '65535'].map((text) => readWholeNumber(text, port))).toEqual([
      0, 8080, 65_535,
    ])
  })

  it.each(['', ' ', '-1', '65536', '1e3', '0x10', '1.5', '8080 ', 'NaN', 'Infinity', '١'])(
    'refuses "%s"',
    (text) => {
      expect(() => readWholeNumber(text, port)).toThrow(
        new RangeError(
          `Cannot read --port: it must be a whole number from 0 to 65535, received "${text}"\nTry: --port 8080`,
        ),
      )
    },
  )

  it('refuses more digits than a number holds, and shows the first of them', () => {
    const any = { ...port, to: Infinity }
    expect(() => readWholeNumber('9'.repeat(1_000), any)).toThrow(
      /received "9{40}\.\.\. \(1,000 characters\)"/,
    )
  })
})
