import { findRace, loadDemo, openWorld, raceMap } from '@lab/stage'
import type { RaceMap } from '@lab/stage'
import { MisuseError } from './misuse-error.ts'
import type { ConceptEntry } from './workspace-concepts.ts'

/**
 * Runs every order of a race of a scene.
 *
 * @throws {MisuseError} If there is no such scene or race.
 */
export async function recordMap(
  entry: ConceptEntry,
  scene: string,
  race: string,
  signal: AbortSignal,
): Promise<RaceMap> {
  const demo = await loadDemo(entry)
  const found = demo.scenes.find(({ id }) => id === scene)
  if (found === undefined) throw new MisuseError(`${entry.id} has no scene "${scene}"`)
  await using opened = await openWorld(demo, signal)
  const search = await findRace(found, opened.world, ({ id }) => id === race)
  if ('found' in search) return await raceMap(search.found)
  throw new MisuseError(
    `Scene "${scene}" has no race "${race}"\nTry: ${search.offered.map((id) => `map=${id}`).join(', ')}`,
  )
}
