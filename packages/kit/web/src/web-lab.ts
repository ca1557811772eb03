import type { ConceptClaim } from '@lab/stage/claims'
import type { ConceptCard } from './protocol.ts'
import type { WebCards, WebPractice } from './web-study.ts'

export interface WebConcept extends Omit<ConceptCard, 'servers'> {
  /** The package's folder, absolute. */
  folder: string
}

/** What the page shows, found by whoever starts it. */
export interface WebLab {
  /** The workspace's folder. */
  root: string
  concepts: WebConcept[]
  /** The answer to say, as Markdown. */
  answer(concept: WebConcept): string | undefined
  /** What is said of these concepts; read when it is asked for, as each loads a module. */
  claims(concepts: readonly WebConcept[]): Promise<ConceptClaim[]>
  practice: WebPractice
  cards: WebCards
}
