import { describe, expect, it } from 'vitest'
import { progressTexts } from './progress-text.ts'

describe('progressTexts', () => {
  it('says nothing of a kata that is not begun', () => {
    expect(progressTexts({ seconds: 0, hints: 0, sawSolution: false })).toEqual([])
  })

  it('says how long it has taken so far, and what helped', () => {
    expect(progressTexts({ seconds: 190, hints: 1, sawSolution: true })).toEqual([
      '03:10 so far',
      '1 hint',
      'solution seen',
    ])
  })

  it('says how long it took until it passed', () => {
    const passedAt = '2026-01-01T12:00:00.000Z'
    expect(progressTexts({ seconds: 190, hints: 2, sawSolution: false, passedAt })).toEqual([
      'passed in 03:10',
      '2 hints',
    ])
  })

  it('says no time for one that was judged once, and passed', () => {
    const passedAt = '2026-01-01T12:00:00.000Z'
    expect(progressTexts({ seconds: 0, hints: 0, sawSolution: false, passedAt })).toEqual([
      'passed',
    ])
  })
})
