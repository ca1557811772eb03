import type { Race } from '@lab/conductor'
import { conduct } from '@lab/conductor'

export interface Counter {
  visits: number
}

/** One way to count a visit. */
export type Visit = (counter: Counter) => Promise<void>

/** The contract of the ways: after two visits the counter has gone up by two, in every order. */
export function countsEveryVisit(visit: Visit): Race {
  const counter: Counter = { visits: 0 }
  return conduct({
    setup: async () => {
      counter.visits = 0
    },
    actors: { alice: () => visit(counter), bob: () => visit(counter) },
    invariant: async () =>
      counter.visits === 2 ? undefined : `2 visits, ${counter.visits} counted`,
  })
}
