import { describe, expect, it } from 'vitest'
import { fitLines } from './fit-lines.ts'

describe('fitLines', () => {
  it('breaks lines between words, below where the first one says what it does', () => {
    const help = 'Usage: lab\n\nRuns a concept on real servers\n  --all  play every scene of it\n'
    expect(fitLines(help, 20)).toBe(
      'Usage: lab\n\nRuns a concept on\nreal servers\n  --all  play every\n         scene of it\n',
    )
    expect(fitLines(help, 80)).toBe(help)
  })
})
