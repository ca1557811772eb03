import type { Exploration, ExploreOptions, Race } from '@lab/conductor'
import type { OfferedRace, Stage } from './concept.ts'
import type { Claim } from './events.ts'
import { countKinds } from './order-kind.ts'
import { exploreOffered } from './race-map.ts'

export interface ShownRace {
  /** The way that is judged, as `row-lock`. */
  way: string
  /** What is asked of the way in every order, as `one ticket is sold once`. */
  promise?: string
  claim: Claim
  text: string
  /** What to play; without a schedule the simplest order that breaks. */
  play?: { title: string; schedule?: string }
  explore?: ExploreOptions
}

/**
 * Explores every order of a race, plays one, and closes with a verdict that has the counts.
 *
 * @param races One race, or several by name, such as `twoBuyers`; the first is played.
 * @returns What was found of the first race.
 */
export async function showRace(
  stage: Stage,
  races: Race | Record<string, { race: Race; explore?: ExploreOptions }>,
  { way, promise, claim, text, play, explore = {} }: ShownRace,
): Promise<Exploration> {
  const named: [string, { race: Race; explore?: ExploreOptions }][] = isRace(races)
    ? [['', { race: races, explore }]]
    : Object.entries(races)
  const offered: OfferedRace[] = []
  for (const [name, one] of named) offered.push(await stage.race({ way, name, ...one }))
  const found: Exploration[] = []
  const numbers: Record<string, number> = {}
  for (const of of offered) {
    const { race, name } = of
    const one = await exploreOffered(of)
    of.found = one
    if (found.length === 0 && play !== undefined) {
      const schedule = play.schedule ?? one.shortest?.schedule ?? ''
      await stage.play(play.title, await race.replay(schedule), of)
    }
    found.push(one)
    numbers[numberName(name, 'orders')] = one.schedules
    numbers[numberName(name, 'broken')] = one.violations
    numbers[numberName(name, 'waiting')] = one.waits
  }
  const observed: Claim = found.some(({ violations }) => violations > 0) ? 'breaks' : 'holds'
  const outcomes = countKinds(found.flatMap((one) => one.outcomes))
  const judged = { way, ...(promise && { promise }), claim, observed }
  await stage.verdict({ ...judged, text, numbers, outcomes })
  return found[0]!
}

function isRace(races: object): races is Race {
  return 'explore' in races && typeof races.explore === 'function'
}

function numberName(race: string, count: string): string {
  return race === '' ? count : `${race}${count[0]!.toUpperCase()}${count.slice(1)}`
}
