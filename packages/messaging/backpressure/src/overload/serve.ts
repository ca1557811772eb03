import { createTimeline } from './timeline.ts'

/** How a request has ended, as its client sees it. */
export type Ending =
  | 'in time'
  /** The answer came after the client had given up. */
  | 'late'
  /** The server has refused it at once: 503. */
  | 'refused'
  /** The server has thrown it away unworked: its client had given up. */
  | 'skipped'

export interface Served {
  arrivedMs: number
  leftMs: number
  ending: Ending
}

export interface Server {
  workers: number
  /** How many requests may wait. Default: any number. */
  places?: number
  /** Which of those that wait comes next. Default: the one that waits longest. */
  next?: 'oldest' | 'newest'
  /**
   * Whether a worker looks first if the client has given up, or would have until it is ready.
   * Default: it works.
   */
  skips?: 'given up' | 'too late'
  /** Says when a client that is refused asks again. Default: never. */
  retryAtMs?: (nowMs: number) => number
}

export interface Arrival {
  atMs: number
  serviceMs: number
  /** After how long the client gives up. Default: it waits for ever. */
  patienceMs?: number
}

/**
 * Serves requests by a virtual clock: nothing here waits, and every run is the same.
 *
 * @returns Every request in the order in which it has left.
 */
export function serve(arrivals: readonly Arrival[], server: Server): Served[] {
  const timeline = createTimeline()
  const waiting: Arrival[] = []
  const served: Served[] = []
  let idle = server.workers
  const leave = ({ atMs }: Arrival, ending: Ending) =>
    served.push({ arrivedMs: atMs, leftMs: timeline.nowMs, ending })
  const hasGivenUp = ({ atMs, patienceMs = Infinity }: Arrival, afterMs = 0) =>
    timeline.nowMs + afterMs - atMs > patienceMs
  const begin = (arrival: Arrival) => {
    idle--
    timeline.at(timeline.nowMs + arrival.serviceMs, () => {
      leave(arrival, hasGivenUp(arrival) ? 'late' : 'in time')
      idle++
      beginNext()
    })
  }
  const beginNext = () => {
    while (idle > 0 && waiting.length > 0) {
      const arrival = server.next === 'newest' ? waiting.pop()! : waiting.shift()!
      const neededMs = server.skips === 'too late' ? arrival.serviceMs : 0
      if (server.skips !== undefined && hasGivenUp(arrival, neededMs)) leave(arrival, 'skipped')
      else begin(arrival)
    }
  }
  const arrive = (arrival: Arrival): void =>
    timeline.at(arrival.atMs, () => {
      if (idle > 0) begin(arrival)
      else if (waiting.length < (server.places ?? Infinity)) waiting.push(arrival)
      else {
        leave(arrival, 'refused')
        const atMs = server.retryAtMs?.(timeline.nowMs)
        if (atMs !== undefined) arrive({ ...arrival, atMs })
      }
    })
  arrivals.forEach(arrive)
  timeline.play()
  return served
}
