import { findRace, openWorld } from '@lab/stage'
import type { Concept, OfferedRace, OpenedWorld, Scene, World } from '@lab/stage'
import { withPostgresSettings } from '@lab/servers/postgres-settings'
import type { Level } from './protocol.ts'

const mostOpen = 3

/** A demo with its servers, kept open so that the next run starts at once. */
export interface Stageable {
  demo: Concept
  opened: OpenedWorld<World>
  race(scene: Scene<World>, id: string): Promise<OfferedRace>
  /** Closes it: what an aborted run left half done must not meet the next one. */
  discard(): Promise<void>
}

export interface Worlds extends AsyncDisposable {
  open(demo: Concept, level: Level | undefined): Promise<Stageable>
  /** Gives all servers back. */
  close(): Promise<void>
}

/** Keeps the worlds of the demos that were run last. */
export function openWorlds(): Worlds {
  const open = new Map<string, Promise<Stageable>>()
  const forever = new AbortController().signal

  async function start(demo: Concept, level: Level | undefined, key: string): Promise<Stageable> {
    const settings = level === undefined ? {} : { default_transaction_isolation: level }
    const opened = await withPostgresSettings(settings, () => openWorld(demo, forever))
    const races = new Map<string, OfferedRace>()
    return {
      demo,
      opened,
      async race(scene, id) {
        const name = `${scene.id} ${id}`
        const known = races.get(name)
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
      async discard() {
        open.delete(key)
        await opened[Symbol.asyncDispose]()
      },
    }
  }

  async function close(): Promise<void> {
    const all = [...open.values()]
    open.clear()
    await Promise.allSettled(all.map(async (one) => (await one).discard()))
  }

  return {
    async open(demo, level) {
      const key = `${demo.id} ${level ?? ''}`
      const known = open.get(key)
      // Put last: the first one is the one that was used longest ago.
      open.delete(key)
      const world = known ?? start(demo, level, key)
      open.set(key, world)
      world.catch(() => open.delete(key))
      const [oldest] = open.values()
      if (open.size > mostOpen && oldest) await (await oldest).discard()
      return world
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
