import type { Race } from '../conduct.ts'
import { summary } from '../explore/compare-pruning.fixture.ts'

/** What a pruned exploration finds, and what one that runs every order finds. */
export async function bothWays(race: Race): Promise<{ pruned: string[]; all: string[] }> {
  const pruned = summary(await race.explore())
  return { pruned, all: summary(await race.explore({ prune: false })) }
}
