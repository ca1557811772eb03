import type { HeardClaim } from './claims.ts'
import { shuffled } from './shuffled.ts'

export type Truth = HeardClaim['truth']

/** How many claims are asked. */
const most = 10

/** The answer that each key gives. */
export const truthOfKey: Readonly<Record<string, Truth>> = { t: 'true', f: 'false', d: 'depends' }

/** A round of claims, as far as it has come. */
export interface ClaimQuiz<QuizClaim extends HeardClaim = HeardClaim> {
  asked: readonly QuizClaim[]
  /** The place of the claim that is shown; after the last one the round is over. */
  at: number
  /** One answer for each claim until now; also for the shown one, once it is answered. */
  given: readonly Truth[]
}

/**
 * Chooses ten claims, or as many as there are.
 *
 * @param random From 0 up to 1, as `Math.random`.
 */
export function beginClaimQuiz<QuizClaim extends HeardClaim>(
  claims: readonly QuizClaim[],
  random: () => number,
): ClaimQuiz<QuizClaim> {
  return { asked: shuffled(claims, random).slice(0, most), at: 0, given: [] }
}

/** Takes an answer to the shown claim; a second one changes nothing. */
export function answerClaim<QuizClaim extends HeardClaim>(
  quiz: ClaimQuiz<QuizClaim>,
  truth: Truth,
): ClaimQuiz<QuizClaim> {
  const { asked, at, given } = quiz
  if (given.length > at || at >= asked.length) return quiz
  return { ...quiz, given: [...given, truth] }
}

/** Goes to the next claim, once the shown one is answered. */
export function nextClaim<QuizClaim extends HeardClaim>(
  quiz: ClaimQuiz<QuizClaim>,
): ClaimQuiz<QuizClaim> {
  return quiz.given.length > quiz.at ? { ...quiz, at: quiz.at + 1 } : quiz
}

/** The claims that were answered wrong, in their order. */
export function missedClaims<QuizClaim extends HeardClaim>({
  asked,
  given,
}: ClaimQuiz<QuizClaim>): QuizClaim[] {
  return asked.filter(({ truth }, place) => place < given.length && truth !== given[place])
}

/** Says whether an answer was right: `You said that it is true. In fact it is false.` */
export function resultText({ truth }: Pick<HeardClaim, 'truth'>, given: Truth): string {
  return given === truth
    ? `Right: ${said(truth)}.`
    : `You said that ${said(given)}. In fact ${said(truth)}.`
}

/** Says how a round ended: `7 of 10 right.` */
export function scoreText(quiz: ClaimQuiz): string {
  const answered = quiz.given.length
  if (answered === 0) return 'No claim was answered.'
  return `${answered - missedClaims(quiz).length} of ${answered} right.`
}

function said(truth: Truth): string {
  return truth === 'depends' ? 'it depends' : `it is ${truth}`
}
