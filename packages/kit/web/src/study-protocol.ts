import type { Broken, Finding, Judgement } from '@lab/kata/judge'
import type { KataProgress } from '@lab/kata/progress-text'
import type { Proof } from '@lab/stage/claims'
import type { SourceFile } from './source-file.ts'

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
  /** What is written there, or the problem as long as nothing is. */
  answer: string
  /** The tables that the answer works on. */
  schema: SourceFile[]
}

/** A wrong answer that people really give. */
export interface CommonAnswer {
  name: string
  /** What is wrong with it, in a sentence or two. */
  comment: string
  /** The fact that it breaks. */
  fails: string
  text: string
}

/** How a wrong answer breaks its fact, found on the servers just now. */
export type BrokenAnswer = Pick<Broken, 'reason' | 'orders' | 'timeline'>

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
  /** What shows the answer; undefined where the lab runs nothing of it. */
  proof?: Proof | undefined
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
  /** To ask now: also those that were never asked. */
  due: number
}

/** One concept, at its place in the order in which to learn them. */
export interface LearningStep {
  id: string
  /** How long it takes at first. */
  minutes: number
  /** Whether its katas are passed and its questions were known; a recording has no learner. */
  isDone?: boolean | undefined
  /** How many of its questions that were asked are due again. */
  due?: number | undefined
}
