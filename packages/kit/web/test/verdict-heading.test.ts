import type { Verdict } from '@lab/stage'
import { describe, expect, it } from 'vitest'
import { verdictHeading } from '../page/src/verdict-heading.ts'

const verdict = (claim: Verdict['claim'], promise?: string): Verdict => ({
  type: 'verdict',
  scene: 'sale',
  way: 'row-lock',
  claim,
  observed: 'holds',
  text: '',
  numbers: {},
  ...(promise && { promise }),
})
const promise = 'one ticket is sold once'

describe('verdictHeading', () => {
  it.each([
    ['holds', undefined, '✓ holds, as claimed: one ticket is sold once'],
    ['breaks', undefined, '✓ holds, not as claimed (claimed: breaks): one ticket is sold once'],
    ['holds', 'serializable', '✓ holds at serializable: one ticket is sold once'],
  ] as const)('names the promise, claimed: %s, level: %s', (claim, level, text) => {
    expect(verdictHeading(verdict(claim, promise), level)).toBe(text)
  })

  it('says nothing more of a verdict without a promise', () => {
    expect(verdictHeading(verdict('holds'), undefined)).toBe('✓ holds, as claimed')
  })
})
