/** What the parent tells the dependency to do. Each order is answered with the counts. */
export type Order =
  /** Status 0: requests are held until an order answers them. */
  | { type: 'behave'; listening: boolean; status: number }
  | { type: 'answer'; request: number; status: number }
  /** Drops what is held. */
  | { type: 'drop' }
  | { type: 'count' }

/** What the dependency saw. */
export interface Counts {
  /** Requests that have reached it. */
  arrived: number
  /** Those of them that are over: answered, or given up by the caller. */
  ended: number
}

export interface Reply extends Counts {
  port: number
}

/** Said without being asked: this request waits for an answer. */
export interface Held {
  request: number
}
