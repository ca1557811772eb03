import { describe, expect, it } from 'vitest'
import {
  answerClaim,
  beginClaimQuiz,
  missedClaims,
  nextClaim,
  resultText,
  scoreText,
} from './claim-quiz.ts'
import type { HeardClaim } from './claims.ts'

const truths = ['true', 'false', 'depends'] as const
const claims = Array.from({ length: 12 }, (_, place): HeardClaim => ({
  says: `Claim ${place}`,
  heard: 'interview answers',
  truth: truths[place % 3]!,
  why: 'The run says so.',
  shownBy: { scene: 'sale', way: 'naive', observed: 'breaks' },
}))
/** Answers the same numbers again and again. */
const numbers = (...all: number[]) => {
  let next = 0
  return () => all[next++ % all.length]!
}
// With the largest number below 1 each claim stays at its place.
const inOrder = () => 1 - Number.EPSILON
const saying = (quiz: { asked: readonly HeardClaim[] }) => quiz.asked.map(({ says }) => says)

describe('beginClaimQuiz', () => {
  it('asks ten of the claims, each once, in the order of the given numbers', () => {
    const first = beginClaimQuiz(claims, numbers(0.1, 0.7, 0.4))
    expect(new Set(saying(first)).size).toBe(10)
    expect(saying(beginClaimQuiz(claims, numbers(0.1, 0.7, 0.4)))).toEqual(saying(first))
    expect(saying(beginClaimQuiz(claims, numbers(0.9, 0.2)))).not.toEqual(saying(first))
  })

  it('can ask any claim first', () => {
    const firsts = new Set<string>()
    for (let place = 0; place < 1; place += 0.05) {
      firsts.add(saying(beginClaimQuiz(claims, () => place))[0]!)
    }
    expect(firsts.size).toBeGreaterThan(5)
  })

  it('asks all claims where there are fewer', () => {
    expect(saying(beginClaimQuiz(claims.slice(0, 3), inOrder)).toSorted()).toEqual([
      'Claim 0',
      'Claim 1',
      'Claim 2',
    ])
  })
})

describe('a round of claims', () => {
  const begun = beginClaimQuiz(claims.slice(0, 3), inOrder)

  it('counts the first answer to each claim, and names those that were missed', () => {
    let quiz = begun
    for (const answer of ['true', 'true', 'depends'] as const) {
      quiz = answerClaim(quiz, answer)
      quiz = nextClaim(answerClaim(quiz, 'false'))
    }
    expect(quiz).toEqual({ asked: begun.asked, at: 3, given: ['true', 'true', 'depends'] })
    expect(missedClaims(quiz).map(({ says }) => says)).toEqual(['Claim 1'])
    expect(scoreText(quiz)).toBe('2 of 3 right.')
  })

  it('that was given up at once has no score', () => {
    expect(scoreText(begun)).toBe('No claim was answered.')
  })

  it('does not go on before the answer, nor beyond the last claim', () => {
    expect(nextClaim(begun)).toBe(begun)
    const over = { ...begun, at: 3, given: ['true', 'false', 'depends'] as const }
    expect([nextClaim(over), answerClaim(over, 'true')]).toEqual([over, over])
  })
})

describe('resultText', () => {
  it.each([
    ['true', 'true', 'Right: it is true.'],
    ['depends', 'depends', 'Right: it depends.'],
    ['false', 'true', 'You said that it is true. In fact it is false.'],
    ['depends', 'false', 'You said that it is false. In fact it depends.'],
    ['true', 'depends', 'You said that it depends. In fact it is true.'],
  ] as const)('of %s, answered %s, is a sentence', (truth, given, text) => {
    expect(resultText({ truth }, given)).toBe(text)
  })
})
