import type { Race } from '@lab/conductor'
import { MisuseError } from '../misuse-error.ts'
import { didYouMean } from '../nearest-name.ts'
import { actorsOf, runs } from '../replay-race.ts'

/**
 * The races that are asked for: by name, or by the actors of an order.
 *
 * @throws {MisuseError} If there is none.
 */
export function chooseRaces(
  races: ReadonlyMap<string, Race>,
  { race: name, replay }: { race?: string; replay?: string },
): ReadonlyMap<string, Race> {
  const names = [...races.keys()]
  if (name !== undefined && !races.has(name)) {
    throw new MisuseError(
      `Unknown race "${name}".${didYouMean(name, names)}\nThere are: ${names.join(', ')}`,
    )
  }
  const chosen = [...races].filter(([each]) => name === undefined || each === name)
  if (replay === undefined) return new Map(chosen)
  const fitting = chosen.filter(([, race]) => runs({ race }, actorsOf(replay)))
  if (fitting.length > 0) return new Map(fitting)
  throw new MisuseError(
    `No race has the actors of "${replay}".\nThere are: ${chosen.map(([each, race]) => `${each} (${race.actors.join(', ')})`).join(', ')}`,
  )
}
