import type { Finding, Judgement } from '@lab/kata/judge'
import type { KataProgress } from '@lab/kata/progress-text'

/** What a list shows of a kata. */
export interface KataCard {
  id: string
  concept: string
  title: string
  minutes: number
  progress: KataProgress
}

export interface KataPage extends KataCard {
  /** Markdown, as the hints, from light to heavy, and the answers are. */
  prompt: string
  hints: string[]
  followUps: { question: string; answer: string }[]
  /** Where the answer is written, inside the workspace. */
  file: string
}

/** One message of the stream of a person who practises. */
export type PracticeMessage =
  /** Begins it, with the working time until now. */
  | { type: 'practising'; progress: KataProgress }
  /** The answer was saved and is judged now. */
  | { type: 'judging'; answer: string }
  | { type: 'found'; finding: Finding }
  | { type: 'judged'; judgement: Judgement }
  /** What the type checker says; the last word on a save. */
  | { type: 'checked'; types: string[]; passed: boolean; progress: KataProgress }
  | { type: 'failed'; message: string }

/** One interview question, with the answer to say. */
export interface FlashCard {
  id: string
  concept: string
  question: string
  /** Markdown. */
  answer: string
}

export interface Deck {
  /** To ask now: the most overdue first, new ones last. */
  due: FlashCard[]
  later: FlashCard[]
  /** ISO date and time at which the next of those that were asked is due. */
  nextDue?: string | undefined
}

/** How well an answer was known, from missed to easy. */
export const grades = [1, 2, 3, 4] as const

export type Grade = (typeof grades)[number]

/** How far one has come with a concept. */
export interface ConceptStudy {
  katas: number
  passed: number
  cards: number
  due: number
}
