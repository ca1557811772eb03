import { findRace, openWorld, playScene } from '@lab/stage'
import type { Concept, OfferedRace, OpenedWorld, Scene, World } from '@lab/stage'
import { withPostgresSettings } from '@lab/servers/postgres-settings'

type PlayOptions = Pick<Parameters<typeof playScene>[2], 'emit' | 'signal'>

/** A demo with its servers, kept open so that the next run starts at once. */
export interface OpenedStage extends AsyncDisposable {
  demo: Concept
  servers: OpenedWorld<World>['servers']
  /** Plays a scene in a world in which neither it nor a later one was played. */
  play(scene: Scene<World>, options: PlayOptions): Promise<void>
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
  const open = () => withPostgresSettings(settings, () => openWorld(demo, forever))
  let opened = await open()
  let lastPlayed = -1
  const races = new Map<string, OfferedRace>()
  const remember = (scene: Scene<World>) => (offered: OfferedRace) =>
    void races.set(`${scene.id} ${offered.id}`, offered)

  // A demo plays its scenes in their order, each once. A reader does not, and a scene may find what
  // it has left itself: tokens that are taken, records in a topic, a table that is there already.
  async function worldFor(scene: Scene<World>): Promise<World> {
    const place = demo.scenes.indexOf(scene)
    if (place <= lastPlayed) {
      races.clear()
      await opened[Symbol.asyncDispose]()
      opened = await open()
    }
    lastPlayed = place
    return opened.world
  }

  return {
    demo,
    servers: opened.servers,
    async play(scene, options) {
      await playScene(scene, await worldFor(scene), { ...options, onRace: remember(scene) })
    },
    async race(scene, id) {
      const known = races.get(`${scene.id} ${id}`)
      if (known !== undefined) return known
      const search = await findRace(scene, await worldFor(scene), (offered) => {
        remember(scene)(offered)
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
