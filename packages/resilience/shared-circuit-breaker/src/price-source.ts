/** What a caller asks for a price: a breaker, or anything with a `fire` like its own. */
export interface PriceSource {
  fire(): Promise<number>
}

/** Thrown instead of a call while a breaker is open; the code is the one that opossum uses. */
export class BreakerOpenError extends Error {
  readonly code = 'EOPENBREAKER'

  constructor() {
    super('Cannot get price: the breaker is open')
    this.name = 'BreakerOpenError'
  }
}

export type Ending = 'answered' | 'failed' | 'refused'

/** Waits for a call, and says how it ended; `refused` is what an open breaker does. */
export async function endingOf(call: Promise<unknown>): Promise<Ending> {
  try {
    await call
    return 'answered'
  } catch (error) {
    return (error as { code?: string }).code === 'EOPENBREAKER' ? 'refused' : 'failed'
  }
}
