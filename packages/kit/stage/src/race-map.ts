import { endingText } from '@lab/conductor/ending'
import type { Exploration } from '@lab/conductor'
import type { OfferedRace } from './concept.ts'
import type { RaceMap } from './events.ts'
import { outcomeKind } from './order-kind.ts'

const mostOrders = 5_000

/** Explores a race, and lists its orders when there are at most 5,000. */
export function exploreOffered({ race, explore }: OfferedRace): Promise<Exploration> {
  return race.explore({ ...explore, list: mostOrders })
}

/** Gives every order of a race its outcome: as its scene has found it, else explored now. */
export async function raceMap(offered: OfferedRace): Promise<RaceMap> {
  const { race, id } = offered
  const found = offered.found ?? (await exploreOffered(offered))
  const actors = [...race.actors]
  const steps: Record<string, string[]> = {}
  for (const { simplest } of found.outcomes) {
    const { moments } = await race.replay(simplest)
    for (const [actor, own] of Map.groupBy(moments, (moment) => moment.actor)) {
      const asked = own.flatMap((moment) =>
        moment.type === 'step' || moment.type === 'blocked' ? [moment.statement] : [],
      )
      if (asked.length > (steps[actor]?.length ?? 0)) steps[actor] = asked
    }
  }
  return {
    type: 'map',
    race: id,
    actors: [...actors, ...Object.keys(steps).filter((name) => !actors.includes(name))],
    steps,
    schedules: found.schedules,
    exhaustive: found.exhaustive,
    outcomes: found.outcomes.map((outcome) => ({
      kind: outcomeKind(outcome),
      endings: Object.fromEntries(
        Object.entries(outcome.endings).map(([name, ending]) => [name, endingText(ending)]),
      ),
      violation: outcome.violation,
      schedules: outcome.schedules,
      simplest: outcome.simplest,
      orders: outcome.orders,
    })),
  }
}
