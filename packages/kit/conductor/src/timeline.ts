/** What came back for one statement, command or turn. */
export type Reply =
  | { outcome: 'ok'; text: string; ms: number }
  | { outcome: 'error'; text: string; code: string; ms: number }

/** What was asked for, and where in the program: `packages/…/row-lock.ts:11`, when that is known. */
interface ActorStatement {
  actor: string
  statement: string
  at?: string
}

/** One thing that happened in a conducted run, in the order in which it happened. */
export type Moment =
  | ({ type: 'step'; reply: Reply } & ActorStatement)
  | ({ type: 'blocked'; by: string[] } & ActorStatement)
  | ({ type: 'resumed'; reply: Reply } & ActorStatement)
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
