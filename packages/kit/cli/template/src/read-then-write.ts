import { turn } from '@lab/conductor'
import type { Counter } from './counts-every-visit.ts'

// Reads the counter, then writes the sum. Loses a visit when both read before either writes.
export async function readThenWrite(counter: Counter): Promise<void> {
  await turn('read visits')
  const { visits } = counter
  // RACE: another visitor reads the same number here.
  await turn('write visits + 1')
  counter.visits = visits + 1
}
