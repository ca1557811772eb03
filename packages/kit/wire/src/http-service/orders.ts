/** What the parent tells the service to do. Each order is answered with the counts. */
export type ServiceOrder =
  /** Status 0: requests are held until an order answers them. */
  | { type: 'behave'; listening: boolean; status: number }
  | { type: 'answer'; request: number; status: number }
  /** Drops the requests that are held. */
  | { type: 'drop' }
  | { type: 'count' }

/** What the service has seen. */
export interface Counts {
  /** Requests that have reached it. */
  arrived: number
  /** Those of them that are over: answered, or given up by the caller. */
  ended: number
}

export interface ServiceReply extends Counts {
  port: number
}

/** Sent without an order: this request waits for an answer. */
export interface Held {
  request: number
}
