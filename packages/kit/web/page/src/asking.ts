import type { Deck, FlashCard, Grade } from './lab.ts'

export const gradeNames: Record<Grade, string> = { 1: 'missed', 2: 'hard', 3: 'good', 4: 'easy' }

/** How far a round of questions is. */
export interface Asking {
  queue: FlashCard[]
  /** The place of the card that is asked; after the last one nothing is left. */
  at: number
  isShown: boolean
  given: Grade[]
}

export function beginAsking(cards: readonly FlashCard[]): Asking {
  return { queue: [...cards], at: 0, isShown: false, given: [] }
}

export function showAnswer(asking: Asking): Asking {
  return { ...asking, isShown: true }
}

/** Goes to the next card; what is missed is asked once more at the end. */
export function askNext({ queue, at, given }: Asking, grade: Grade): Asking {
  const card = queue[at]
  return {
    queue: grade === 1 && card !== undefined ? [...queue, card] : queue,
    at: at + 1,
    isShown: false,
    given: [...given, grade],
  }
}

/** The concepts of all cards. */
export function topicsOf({ due, later }: Deck): string[] {
  return [...new Set([...due, ...later].map(({ concept }) => concept))].toSorted()
}
