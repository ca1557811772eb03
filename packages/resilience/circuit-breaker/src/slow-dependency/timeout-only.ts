// Gives up after a time, and ends the request, so that its connection is free again.
// Costs every caller the whole timeout, and sends the dependency every call, as long as it is slow.
import type { Clock } from '../clock.ts'

export type Call<Answer> = (signal?: AbortSignal) => Promise<Answer>

export interface TimeoutOptions {
  timeoutMs: number
  clock: Clock
}

export function timeoutOnly<Answer>(
  call: Call<Answer>,
  { timeoutMs, clock }: TimeoutOptions,
): () => Promise<Answer> {
  return async () => {
    // AbortSignal.timeout(timeoutMs) does the same, on the machine's clock.
    const giveUp = new AbortController()
    const timer = clock.setTimeout(() => giveUp.abort(new TimeoutError(timeoutMs)), timeoutMs)
    try {
      return await call(giveUp.signal)
    } finally {
      clock.clearTimeout(timer)
    }
  }
}

export class TimeoutError extends Error {
  constructor(timeoutMs: number) {
    super(`Cannot wait for the answer: it takes longer than ${timeoutMs} ms`)
    this.name = 'TimeoutError'
  }
}
