import { conduct, crashable, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import type { World } from '../open-stores.ts'
import { ttlMs } from './deposit.ts'
import type { Deposit } from './deposit.ts'
import { openAccount, workerOf } from './worker-of.ts'

/** The contract: wherever a worker dies, the next one gets in once a TTL has passed. */
export function letsTheNextOneIn(world: World, way: Deposit): Race {
  const clock = virtualClock()
  const [worker, next] = [workerOf(world, 'worker'), workerOf(world, 'next')]
  return conduct({
    clock,
    setup: () => openAccount(world),
    actors: {
      worker: crashable(() => way(worker, 1, 10), {
        async restart() {
          await clock.sleep(ttlMs, 'a TTL has passed')
          return way(next, 1, 20)
        },
      }),
    },
    async invariant({ 'worker-restarted': ending }) {
      if (ending === undefined) return undefined
      const answer = endingText(ending)
      return answer === 'finished: "done"'
        ? undefined
        : `the worker has died, and the next one has ${answer}`
    },
  })
}
