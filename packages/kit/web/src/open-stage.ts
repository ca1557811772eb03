import { findRace, openWorld } from '@lab/stage'
import type { Concept, OfferedRace, OpenedWorld, Scene, World } from '@lab/stage'
import { withPostgresSettings } from '@lab/servers/postgres-settings'

/** A demo with its servers, kept open so that the next run starts at once. */
export interface OpenedStage extends AsyncDisposable {
  demo: Concept
  opened: OpenedWorld<World>
  /**
   * Finds a race that a scene offers.
   *
   * @throws {RangeError} If it offers no race of that name.
   */
  race(scene: Scene<World>, id: string): Promise<OfferedRace>
}

/** @param level The isolation level at which connections begin; by default the server's. */
export async function openStage(demo: Concept, level: string | undefined): Promise<OpenedStage> {
  const settings = level === undefined ? {} : { default_transaction_isolation: level }
  const forever = new AbortController().signal
  const opened = await withPostgresSettings(settings, () => openWorld(demo, forever))
  const races = new Map<string, OfferedRace>()
  return {
    demo,
    opened,
    async race(scene, id) {
      const known = races.get(`${scene.id} ${id}`)
      if (known !== undefined) return known
      const search = await findRace(scene, opened.world, (offered) => {
        races.set(`${scene.id} ${offered.id}`, offered)
        return offered.id === id
      })
      if ('found' in search) return search.found
      throw new RangeError(
        `Cannot run race: it must be one of ${search.offered.join(', ')}, received "${id}"`,
      )
    },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  }
}
