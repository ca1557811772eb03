// Gives up after a time, and ends the request, so that its connection is free again.
// Costs every caller the whole timeout, and sends the dependency every call, as long as it is slow.
import type { Clock } from '../price-source.ts'

/** A call to a dependency: what it is given, and last the signal that ends it. */
export type Call<Given extends unknown[], Answer> = (
  ...given: [...Given, signal: AbortSignal]
) => Promise<Answer>

export interface TimeoutOptions {
  /** How long a call may take before it is ended, in milliseconds. */
  timeoutMs: number
  /** Default: the process's own timers. */
  clock?: Pick<Clock, 'setTimeout' | 'clearTimeout'> | undefined
}

/**
 * Ends a call that takes too long.
 *
 * @param call Has to listen to its signal, as `fetch` does; else it goes on after the timeout.
 * @returns A function that is called with what `call` is given, without the signal.
 * @throws {TimeoutError} If the time is over, as the reason of the signal.
 */
export function timeoutOnly<Given extends unknown[], Answer>(
  call: Call<Given, Answer>,
  { timeoutMs, clock = globalThis }: TimeoutOptions,
): (...given: Given) => Promise<Answer> {
  return async (...given) => {
    // AbortSignal.timeout(timeoutMs) does the same, on the machine's clock.
    const giveUp = new AbortController()
    const timer = clock.setTimeout(() => giveUp.abort(new TimeoutError(timeoutMs)), timeoutMs)
    try {
      return await call(...given, giveUp.signal)
    } finally {
      clock.clearTimeout(timer)
    }
  }
}

/** Says that a call was ended because it took too long. */
export class TimeoutError extends Error {
  constructor(timeoutMs: number) {
    super(`Cannot wait for the answer: it takes longer than ${timeoutMs} ms`)
    this.name = 'TimeoutError'
  }
}
