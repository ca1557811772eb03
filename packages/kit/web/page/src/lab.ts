import type { KataProgress } from '@lab/kata/progress-text'
import type { StageEvent } from '@lab/stage'
import type { ConceptClaim } from '@lab/stage/claims'
import type { Catalogue, ConceptPage, RunRequest } from '../../src/protocol.ts'
import type {
  BrokenAnswer,
  CommonAnswer,
  Deck,
  FlashCard,
  Grade,
  KataCard,
  KataPage,
  PracticeMessage,
} from '../../src/study-protocol.ts'

export type { Catalogue, ConceptCard, ConceptPage, RunRequest } from '../../src/protocol.ts'
export type { Level } from '../../src/levels.ts'

export type {
  BrokenAnswer,
  CommonAnswer,
  ConceptStudy,
  Deck,
  FlashCard,
  Grade,
  KataCard,
  KataPage,
  PracticeMessage,
} from '../../src/study-protocol.ts'

export type { ConceptClaim, KataProgress }

export interface RunListener {
  event(event: StageEvent): void
  /** How many runs are ahead of this one. */
  waiting?(ahead: number): void
}

/** Where the page gets everything from: the servers of this machine, or a recording. */
export interface Lab {
  /** Whether runs happen now, on real servers. */
  kind: 'live' | 'recorded'
  catalogue(): Promise<Catalogue>
  concept(id: string): Promise<ConceptPage>
  /**
   * Runs something; its events come to the listener.
   *
   * @throws {Error} If it cannot be run; the message is for the reader.
   */
  run(request: RunRequest, listener: RunListener, signal: AbortSignal): Promise<void>
  /** What is said of a concept, or of all of them. */
  claims(concept?: string): Promise<ConceptClaim[]>
  /** The interview questions; in a recording all of them are due. */
  deck(): Promise<Deck>
  /** Remembers how well an answer was known; a recording remembers nothing. */
  rate?(card: FlashCard, grade: Grade): Promise<Date>
  /** A recording has no judge. */
  practice?: PracticeLab
}

export interface PracticeLab {
  katas(): Promise<KataCard[]>
  kata(id: string): Promise<KataPage>
  /**
   * Judges the answer now and at each save, until the signal aborts.
   *
   * @throws {Error} If it cannot be judged; the message is for the reader.
   */
  practise(id: string, hear: (message: PracticeMessage) => void, signal: AbortSignal): Promise<void>
  /** Counts one more hint as seen. */
  takeHint(id: string): Promise<KataProgress>
  seeSolution(id: string): Promise<{ text: string; progress: KataProgress }>
  /** Writes the answer to its file, which is then judged. */
  saveAnswer(id: string, text: string): Promise<void>
  /** The wrong answers that people give, for who has passed or seen the solution. */
  commonAnswers(id: string): Promise<CommonAnswer[]>
  /** Finds on the servers how one of them breaks. */
  breakAnswer(id: string, name: string, signal: AbortSignal): Promise<BrokenAnswer>
  /** Starts anew; the answer until now is kept beside it. */
  reset(id: string): Promise<void>
}
