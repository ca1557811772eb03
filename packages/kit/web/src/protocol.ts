import type { StageEvent } from '@lab/stage'
import type { RecordedHeadline } from '@lab/stage/headline'
import type { Level } from './levels.ts'
import type { SourceFile } from './source-file.ts'
import type { ConceptStudy, LearningStep } from './study-protocol.ts'

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
  /** What a run of it has shown; undefined where none was written down. */
  shown?: Pick<RecordedHeadline, 'scenes' | 'picture'>
}

export interface Catalogue {
  concepts: ConceptCard[]
  /** By the concept's id; a recording has no learner. */
  study?: Record<string, ConceptStudy>
  /** In the order in which to learn them. */
  path?: LearningStep[]
}

export interface ConceptPage extends ConceptCard {
  /** The answer to say, as Markdown. */
  answer: string | undefined
  /** In the order of the demo. */
  scenes: { id: string; title: string; races: string[] }[]
  /** The scenes to show first, by their ids, in their order. */
  headline: string[]
  sources: SourceFile[]
}

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
