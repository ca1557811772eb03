import type { StageEvent } from '@lab/stage'
import type { ConceptStudy } from './study-protocol.ts'

/** What a list shows of a concept. */
export interface ConceptCard {
  id: string
  area: string
  title: string
  question: string
  /** Ids of the services that it needs: `postgres`. */
  needs: string[]
  /** The same as people write them: `PostgreSQL`. */
  servers: string[]
}

export interface Catalogue {
  concepts: ConceptCard[]
  /** By the concept's id; a recording knows nobody who studies. */
  study?: Record<string, ConceptStudy>
}

/** A file of a concept that its page may show. */
export interface SourceFile {
  /** Inside the workspace, as the call sites of moments name it. */
  file: string
  text: string
}

export interface ConceptPage extends ConceptCard {
  /** The answer to say, as Markdown. */
  answer: string | undefined
  /** In the order of the demo. */
  scenes: { id: string; title: string }[]
  /** The scenes to show first, by their ids, in their order. */
  headline: string[]
  sources: SourceFile[]
}

/** Isolation levels at which a concept's connections can begin. */
export const levels = ['read committed', 'repeatable read', 'serializable'] as const

export type Level = (typeof levels)[number]

/** How many characters the text of an order may have. */
export const mostScheduleLength = 5_000

interface Place {
  concept: string
  scene: string
  /** Default: that of the server, read committed. */
  level?: Level | undefined
}

/** What the page asks the real servers for. */
export type RunRequest =
  | ({ do: 'play' } & Place)
  | ({ do: 'map'; race: string } & Place)
  | ({ do: 'attempt'; race: string; schedule: string } & Place)

/** One message of a run's stream. */
export type RunMessage =
  | { type: 'waiting'; ahead: number }
  | { type: 'event'; event: StageEvent }
  | { type: 'failed'; message: string }
  | { type: 'end' }
