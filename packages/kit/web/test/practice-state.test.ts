import { describe, expect, it } from 'vitest'
import { beginPractice, hearPractice, otherProblems } from '../page/src/practice-state.ts'
import type { Finding, PracticeState } from '../page/src/practice-state.ts'
import type { PracticeMessage } from '../src/study-protocol.ts'

const progress = { seconds: 0, hints: 0, sawSolution: false }
const holding = { fact: 'sells once', holds: true, ms: 1, orders: 36 } as const
const broken: Finding = {
  fact: 'sells once',
  holds: false,
  ms: 1,
  reason: '2 sold',
  orders: { all: 92, broken: 80 },
  timeline: undefined,
  printed: [],
}

const after = (...messages: PracticeMessage[]): PracticeState =>
  messages.reduce(hearPractice, beginPractice(progress))

describe('hearPractice', () => {
  it('shows findings as they come, and forgets them at the next save', () => {
    const first = after(
      { type: 'judging', answer: 'one' },
      { type: 'found', finding: broken },
      { type: 'judged', judgement: { ending: 'judged', findings: [broken], strays: [] } },
      { type: 'checked', types: [], passed: false, progress },
    )
    expect(first).toMatchObject({ answer: 'one', isJudging: false, findings: [broken], types: [] })
    const next = hearPractice(first, { type: 'judging', answer: 'two' })
    expect(next).toEqual({ ...beginPractice(progress), answer: 'two', isJudging: true })
    expect(hearPractice(next, { type: 'found', finding: holding }).findings).toEqual([holding])
  })

  it('passes when the last word says so, and not before', () => {
    const judged = after(
      { type: 'judging', answer: 'one' },
      { type: 'judged', judgement: { ending: 'judged', findings: [holding], strays: [] } },
    )
    expect([judged.passed, judged.types]).toEqual([false, undefined])
    const passedAt = '2026-11-21T20:00:00.000Z'
    const checked = { types: [], passed: true, progress: { ...progress, passedAt } }
    expect(hearPractice(judged, { type: 'checked', ...checked })).toMatchObject(checked)
  })
})

describe('otherProblems', () => {
  it('names what no fact sees', () => {
    const stopped = after(
      {
        type: 'judged',
        judgement: {
          ending: 'stopped',
          findings: [holding],
          strays: ['a promise is rejected'],
          fact: 'sells both',
          problem: 'an endless loop in line 6',
        },
      },
      { type: 'checked', types: ['line 7: no'], passed: false, progress },
    )
    expect(otherProblems(stopped)).toEqual([
      'sells both: an endless loop in line 6',
      'a promise is rejected',
      'the types do not fit: line 7: no',
    ])
  })

  it('says only why there is no answer, when there is none', () => {
    const problem = 'it exports no function buy'
    const none = after(
      { type: 'judged', judgement: { ending: 'no answer', problem } },
      { type: 'checked', types: ['line 1: no'], passed: false, progress },
    )
    expect(otherProblems(none)).toEqual([problem])
  })
})
