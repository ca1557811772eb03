import { TimeoutError } from './slow-dependency/timeout-only.ts'

export type Ending = 'answered' | 'timed out' | 'failed' | 'refused'

/** Waits for a call, and says how it ended; `refused` is what an open breaker does. */
export async function endingOf(call: Promise<unknown>): Promise<Ending> {
  try {
    await call
    return 'answered'
  } catch (error) {
    if (error instanceof TimeoutError) return 'timed out'
    return (error as { code?: string }).code === 'EOPENBREAKER' ? 'refused' : 'failed'
  }
}
