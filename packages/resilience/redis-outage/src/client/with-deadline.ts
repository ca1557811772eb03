// Gives a question so many milliseconds, whatever the client's own options are.
// Costs a timer for each question. A question that was given up may still be carried out.

export interface Timers {
  setTimeout(callback: () => void, ms: number): NodeJS.Timeout
  clearTimeout(timer: NodeJS.Timeout): void
}

export class DeadlineError extends Error {
  override readonly name = 'DeadlineError'
  readonly timeoutMs: number

  constructor(timeoutMs: number) {
    super(`Cannot ask Redis: no answer within ${timeoutMs} ms`)
    this.timeoutMs = timeoutMs
  }
}

export function withDeadline<Given extends unknown[], Answer>(
  ask: (...given: Given) => Promise<Answer>,
  { timeoutMs, clock = globalThis }: { timeoutMs: number; clock?: Timers },
): (...given: Given) => Promise<Answer> {
  return async (...given) => {
    const late = Promise.withResolvers<never>()
    const timer = clock.setTimeout(() => late.reject(new DeadlineError(timeoutMs)), timeoutMs)
    try {
      return await Promise.race([ask(...given), late.promise])
    } finally {
      clock.clearTimeout(timer)
    }
  }
}
