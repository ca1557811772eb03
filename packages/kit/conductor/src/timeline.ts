/** What came back for one statement, command or turn. */
export type Reply =
  | { outcome: 'ok'; text: string; ms: number }
  | { outcome: 'error'; text: string; code: string; ms: number }

/** One thing that happened in a conducted run, in the order in which it happened. */
export type Moment =
  | { type: 'step'; actor: string; statement: string; reply: Reply }
  | { type: 'blocked'; actor: string; statement: string; by: string[] }
  | { type: 'resumed'; actor: string; statement: string; reply: Reply }
  | { type: 'crashed'; actor: string }
  | { type: 'finished'; actor: string; value: unknown }
  | { type: 'failed'; actor: string; code: string; message: string }

/** A recorded run: who did what in which order, and what the invariant said afterwards. */
export interface Timeline {
  /** The order as text; `replay` takes it back. */
  schedule: string
  actors: string[]
  moments: Moment[]
  /** Why the invariant does not hold after this run, or undefined when it holds. */
  violation: string | undefined
}
