import type { Redis } from 'ioredis'
import { algorithms, mostInAnyWindow, playTraffic } from '../src/index.ts'
import type { Algorithm } from '../src/index.ts'

export const minuteMs = 60_000

/** A greedy client at 10 a minute: 10 requests just before a minute ends, 10 just after, then 2 a second. */
export const greedyTraffic = {
  limit: 10,
  windowMs: minuteMs,
  timesMs: [
    ...Array<number>(10).fill(minuteMs - 1),
    ...Array<number>(10).fill(minuteMs),
    ...Array.from({ length: 239 }, (_, index) => minuteMs + (index + 1) * 500),
  ],
}

export interface Greedy {
  way: Algorithm
  /** The times of the requests that were allowed, in milliseconds. */
  timesMs: number[]
  atOnce: number
  perMinute: number
}

/** Plays the greedy client through each algorithm. */
export async function playGreedy(redis: Redis): Promise<Greedy[]> {
  const found: Greedy[] = []
  for (const way of Object.keys(algorithms) as Algorithm[]) {
    const timesMs = await playTraffic(redis, algorithms[way], greedyTraffic, 'greedy')
    found.push({
      way,
      timesMs,
      atOnce: mostInAnyWindow(timesMs, 1000),
      perMinute: mostInAnyWindow(timesMs, minuteMs),
    })
  }
  return found
}
