import type { ConceptClaim } from '@lab/stage/claims'
import type { RecordedHeadline } from '@lab/stage/headline'
import type { ConceptCard } from './protocol.ts'
import type { LearningStep } from './study-protocol.ts'
import type { WebCards, WebPractice } from './web-study.ts'

export interface WebConcept extends Omit<ConceptCard, 'servers'> {
  /** The package's folder, absolute. */
  folder: string
}

/** What the page shows, found by the program that starts it. */
export interface WebLab {
  /** The workspace's folder. */
  root: string
  concepts: WebConcept[]
  /** The answer to say, as Markdown. */
  answer(concept: WebConcept): string | undefined
  /** What a run of it has shown; undefined where none was written down. */
  headline(concept: WebConcept): RecordedHeadline | undefined
  /** What is said of these concepts; read when it is asked for, as each loads a module. */
  claims(concepts: readonly WebConcept[]): Promise<ConceptClaim[]>
  /** The order in which to learn the concepts, and how far one has come. */
  path(now: Date): LearningStep[]
  practice: WebPractice
  cards: WebCards
}
