import { shuffled } from '@lab/stage/shuffled'
import type { QuestionCard } from '../ask/cards.ts'
import type { KataEntry } from '../practice/workspace-katas.ts'

export interface InterviewPlan {
  /** In the order in which they are asked. */
  cards: QuestionCard[]
  /** None when no kata fits into the time. */
  entry: KataEntry | undefined
}

/** What one question and its answer take, and what is kept for the questions after the kata. */
const cardMinutes = 3
export const followUpMinutes = 5

const fewestCards = 2

/**
 * Chooses a kata that fits, and questions for the time before it: of as many concepts as there are,
 * and not of the kata's own, whose answers would give it away.
 *
 * @param minutes How long the whole interview takes.
 * @param random From 0 up to 1, as `Math.random`.
 */
export function planInterview(
  available: { cards: readonly QuestionCard[]; katas: readonly KataEntry[] },
  minutes: number,
  random: () => number,
): InterviewPlan {
  const most = minutes - followUpMinutes - fewestCards * cardMinutes
  const fitting = available.katas.filter(({ kata }) => kata.minutes <= most)
  const [entry] = shuffled(fitting, random)
  const left = entry === undefined ? minutes : minutes - followUpMinutes - entry.kata.minutes
  const others = available.cards.filter(({ concept }) => concept !== entry?.concept.id)
  // One concept alone has no other questions.
  const asked = others.length === 0 ? available.cards : others
  const cards = alternating(shuffled(asked, random)).slice(0, Math.floor(left / cardMinutes))
  return { cards, entry }
}

/** The first card of each concept, then the second one of each, and so on. */
function alternating(cards: readonly QuestionCard[]): QuestionCard[] {
  const concepts = [...Map.groupBy(cards, ({ concept }) => concept).values()]
  const rounds = Math.max(0, ...concepts.map((own) => own.length))
  return Array.from({ length: rounds }, (_, round) =>
    concepts.flatMap((own) => own[round] ?? []),
  ).flat()
}
