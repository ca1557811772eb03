import { seededRandom } from '@lab/stage/seeded-random'
import { serve } from './serve.ts'
import type { Arrival, Ending, Server } from './serve.ts'

/** Twice as many requests as one worker can answer, for ten seconds. A client waits half a second. */
export const overload = { everyMs: 10, serviceMs: 20, lastsMs: 10_000, patienceMs: 500 }

export interface Answers extends Record<Ending, number> {
  /** Requests that the worker has finished while more came: throughput, whatever they were worth. */
  finished: number
  /** The longest time until an answer. */
  slowestMs: number
  violation: string | undefined
}

/** The contract of every queue: no work is done for a client that has given up. */
export function answersInTime(
  queue: Omit<Server, 'workers'>,
  traffic: 'even' | 'random' = 'even',
): Answers {
  const { lastsMs } = overload
  const arrivals = traffic === 'even' ? evenTraffic() : randomTraffic()
  const served = serve(arrivals, { ...queue, workers: 1 })
  const count = (ending: Ending) => served.filter((one) => one.ending === ending).length
  const worked = served.filter(({ ending }) => ending === 'in time' || ending === 'late')
  const late = count('late')
  return {
    'in time': count('in time'),
    late,
    refused: count('refused'),
    skipped: count('skipped'),
    finished: worked.filter(({ leftMs }) => leftMs <= lastsMs).length,
    slowestMs: Math.max(...worked.map(({ arrivedMs, leftMs }) => leftMs - arrivedMs)),
    violation: late > 0 ? `${late} answers come after their clients have given up` : undefined,
  }
}

const requests = overload.lastsMs / overload.everyMs

function evenTraffic(): Arrival[] {
  const { everyMs, serviceMs, patienceMs } = overload
  return Array.from({ length: requests }, (_, index) => {
    return { atMs: index * everyMs, serviceMs, patienceMs }
  })
}

/** The same on average: gaps from nothing to twice as long, services from half to half as much more. */
function randomTraffic(): Arrival[] {
  const { everyMs, serviceMs, patienceMs } = overload
  const random = seededRandom(1)
  let atMs = 0
  return Array.from({ length: requests }, () => {
    atMs += Math.round(random() * 2 * everyMs)
    return { atMs, serviceMs: Math.round((0.5 + random()) * serviceMs), patienceMs }
  })
}
