import { describe, expect, it } from 'vitest'
import type { Finding, Judgement } from '@lab/kata/judge'
import { promptText, sessionText } from './session-text.ts'
import type { SessionState } from './session-text.ts'
import { verdictText } from './verdict-text.ts'

const options = { width: 80, colour: false }
const hostile = '\u001B[2J\u009b31m\rgone'
const shown = '\\u001b[2J\\u009b31m\\u000dgone'
const broken: Finding = {
  fact: 'sells once',
  holds: false,
  ms: 1,
  reason: hostile,
  orders: undefined,
  timeline: undefined,
  printed: [hostile],
}

describe('verdictText', () => {
  it.each<[string, Judgement, string]>([
    ['does not load', { ending: 'no answer', problem: hostile }, `✗ ${shown}`],
    [
      'breaks a fact',
      { ending: 'judged', findings: [broken], strays: [] },
      `✗ sells once\n    ${shown}\n    it prints: ${shown}`,
    ],
    [
      'comes to no end',
      { ending: 'stopped', findings: [], strays: [hostile], fact: '', problem: hostile },
      `✗ loading\n    ${shown}\n✗ ${shown}`,
    ],
  ])('obeys no escape sequence of an answer that %s', (_, judgement, text) => {
    expect(verdictText(judgement, options)).toBe(text)
  })

  it('breaks long lines between words', () => {
    const reason = 'the second buyer has bought the last ticket too'
    const findings: Finding[] = [{ ...broken, reason, printed: [] }]
    const text = verdictText({ ending: 'judged', findings, strays: [] }, { ...options, width: 30 })
    expect(text).toBe('✗ sells once\n    the second buyer has\n    bought the last ticket too')
  })

  it('writes large numbers of orders alike', () => {
    const orders = { broken: 42_972, all: 44_124 }
    const findings = [{ ...broken, reason: 'charged twice', orders, printed: [] }] as Finding[]
    const text = verdictText({ ending: 'judged', findings, strays: [] }, options)
    expect(text).toContain('charged twice, in 42,972 of 44,124 orders')
  })
})

describe('promptText', () => {
  it.each([80, 60, 40])('is one line of a terminal with %d columns', (width) => {
    const kata = { hints: ['one', 'two'] }
    const state = { kata, mode: 'practice', hints: 0, types: [], canEdit: true }
    const text = promptText(state as unknown as SessionState, '14:59 left', { ...options, width })
    expect(text.length).toBeLessThanOrEqual(width)
    expect(text).toMatch(/^14:59 left .*e.* h.* j.* s.* r.* n.* q/)
  })
})

describe('sessionText', () => {
  it('obeys none of what stands in the file, its types or an editor', () => {
    const kata = { id: 'sell', title: 'Sell', prompt: 'Sell it.', hints: [] as string[] }
    const state = {
      kata,
      mode: 'practice',
      types: [hostile],
      notice: hostile,
      solution: { own: hostile, ours: '' },
    } as unknown as SessionState
    const text = sessionText(state, options)
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    expect(text.split(shown)).toHaveLength(4)
  })
})
