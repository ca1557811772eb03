import { turn } from '@lab/conductor'
import type { Counter } from './counts-every-visit.ts'

// Reads and writes in one step, so that nobody gets in between. Needs a store that can do that.
export async function atomicUpdate(counter: Counter): Promise<void> {
  await turn('add 1 to visits')
  counter.visits += 1
}
