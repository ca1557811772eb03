import type { Counts } from './orders.ts'

/** The service and its callers do not agree on what has arrived and ended. */
export class NotSettledError extends Error {
  override readonly name = 'NotSettledError'
  readonly sent: Counts
  readonly counted: Counts

  constructor(settleMs: number, sent: Counts, counted: Counts) {
    super(
      `Cannot settle within ${settleMs} ms: callers have sent ${sent.arrived} requests, of which ` +
        `${sent.ended} are over, the service has counted ${counted.arrived} and ${counted.ended}`,
    )
    this.sent = { ...sent }
    this.counted = counted
  }
}
