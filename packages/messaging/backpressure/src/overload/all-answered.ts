import { seededRandom } from '@lab/stage/seeded-random'
import { serve } from './serve.ts'

/** 200 clients at once on a server that answers 50 a second and lets 24 wait. */
export const burst = { clients: 200, serviceMs: 20, places: 24 }

/** What a client does that is refused with `Retry-After: 1`: when it asks again. */
export const retries = {
  /** It takes 10 ms until it is refused again. */
  'retry-at-once': () => (nowMs: number) => nowMs + 10,
  'retry-after': () => (nowMs: number) => nowMs + 1_000,
  'retry-after-with-jitter': () => {
    const random = seededRandom(1)
    return (nowMs: number) => nowMs + 1_000 + Math.floor(random() * 1_000)
  },
} as const

export type RetryName = keyof typeof retries

export interface Answered {
  attempts: number
  refused: number
  /** When the last client has its answer. */
  lastMs: number
  /** In which the worker had nothing to do. */
  idleMs: number
  violation: string | undefined
}

/** The contract of every client: all get their answer, and none asks more than ten times on average. */
export function allAnswered(way: RetryName): Answered {
  const { clients, serviceMs, places } = burst
  const arrivals = Array.from({ length: clients }, () => ({ atMs: 0, serviceMs }))
  const served = serve(arrivals, { workers: 1, places, retryAtMs: retries[way]() })
  const answered = served.filter(({ ending }) => ending === 'in time')
  const lastMs = Math.max(...answered.map(({ leftMs }) => leftMs))
  const attempts = served.length
  return {
    attempts,
    refused: attempts - answered.length,
    lastMs,
    idleMs: lastMs - answered.length * serviceMs,
    violation:
      attempts > clients * 10
        ? `${clients} clients ask ${attempts.toLocaleString('en')} times until all are answered`
        : undefined,
  }
}
