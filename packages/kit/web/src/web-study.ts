import type { KataProgress } from '@lab/kata/progress-text'
import type { Kata } from '@lab/kata/read'
import type { FlashCard, Grade } from './study-protocol.ts'

export interface WebKata {
  /** The id of its concept. */
  concept: string
  kata: Kata
}

/** How a person practises in this workspace. */
export interface WebPractice {
  /** All katas, in the order of the concepts. */
  katas(): WebKata[]
  progress: {
    of(kata: string): KataProgress
    update(kata: string, change: Partial<KataProgress>): void
    /** Remembers the first pass, and the working time until then. */
    pass(kata: string, seconds: number): void
  }
  /** Where the answer to a kata is written, absolute. */
  answerFile(kata: Kata): string
  /** Puts the problem there, unless there is an answer already. */
  provideAnswer(kata: Kata): void
  /** Starts anew; the answer until now is kept beside it. */
  resetAnswer(kata: Kata): void
  /** Writes what the page's editor has. */
  writeAnswer(kata: Kata, text: string): void
  /** Undefined in the moment in which an editor replaces the file. */
  readAnswer(file: string): string | undefined
  /** Calls back when the file has another content. */
  watchAnswer(file: string, changed: () => void): Disposable
  /** Says what the type checker finds, a line each. */
  typeProblems(file: string, signal: AbortSignal): Promise<string[]>
}

/** The interview questions of this workspace, and what a person remembers of them. */
export interface WebCards {
  all(): FlashCard[]
  memory: {
    /** The cards to ask now: the most overdue first, new ones last. */
    due(cards: readonly FlashCard[], now: Date): FlashCard[]
    /** Remembers a grade; returns when the card comes back. */
    rate(card: FlashCard, grade: Grade, now: Date): Date
    /** When the next of these cards is due, if one was ever asked. */
    nextDue(cards: readonly FlashCard[]): Date | undefined
  }
}
