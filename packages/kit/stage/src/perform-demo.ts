import type { Concept, OfferedRace, Scene, World } from './concept.ts'
import type { StageEvent, Verdict } from './events.ts'
import { openWorld } from './open-world.ts'
import { playAhead } from './play-ahead.ts'
import { playScene } from './play-scene.ts'
import { untilAborted } from './until-aborted.ts'
import type { View } from './view.ts'

type Emit = (event: StageEvent) => Promise<void>

export interface Performance {
  verdicts: Verdict[]
  /** Whether every verdict observed what its concept claims. */
  asClaimed: boolean
}

export interface PerformOptions {
  views: View[]
  /** Ids of the scenes to play; by default all. */
  scenes?: string[]
  signal?: AbortSignal
  /** Is given the races of each scene that was played, while its world is open. */
  played?(scene: string, offered: readonly OfferedRace[]): Promise<void>
}

/**
 * Opens a demo's world, plays its scenes in their order, shows each event in every view as it
 * comes, and disposes the world in reverse, whatever happens.
 *
 * @throws {RangeError} If a scene id is unknown.
 * @throws {SceneError} If a scene throws, or its last event is not a verdict.
 */
export async function performDemo<W extends World>(
  demo: Concept<W>,
  options: PerformOptions,
): Promise<Performance> {
  const scenes = chooseScenes(demo, options.scenes ?? [])
  const failed = new AbortController()
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])])
  const verdicts: Verdict[] = []
  const emit = async (event: StageEvent) => {
    signal.throwIfAborted()
    if (event.type === 'verdict') verdicts.push(event)
    await untilAborted(Promise.all(options.views.map(async (view) => view.show(event))), signal)
  }
  try {
    signal.throwIfAborted()
    await using opened = await openWorld(demo, signal)
    const { world, servers } = opened
    const { id, title, question } = demo
    const of = demo.scenes.length
    const part = scenes.length < of && { part: { scenes: scenes.length, of } }
    await emit({ type: 'demo', id, title, question, servers, ...part })
    const play = async (scene: Scene<W & World>, where: W & World, show: Emit) => {
      const offered: OfferedRace[] = []
      const onRace = (race: OfferedRace) => void offered.push(race)
      await playScene(scene, where, { emit: show, signal, onRace })
      await options.played?.(scene.id, offered)
    }
    if (!demo.ahead || scenes.length < 2) {
      for (const scene of scenes) await play(scene, world, emit)
    } else {
      const here = (scene: Scene<W & World>, show: Emit) => play(scene, world, show)
      await using second = openLane(demo, signal)
      const there = async (scene: Scene<W & World>, show: Emit) =>
        play(scene, await second.world(), show)
      // The other lane must not go on with a world that is about to be disposed.
      await playAhead(scenes, [here, there], emit, (error) => failed.abort(error))
    }
  } finally {
    for (const view of options.views) await view.end?.()
  }
  return { verdicts, asClaimed: verdicts.every((verdict) => verdict.observed === verdict.claim) }
}

function chooseScenes<W>(demo: Concept<W & World>, ids: string[]): Scene<W & World>[] {
  const unknown = ids.find((id) => !demo.scenes.some((scene) => scene.id === id))
  if (unknown !== undefined) {
    const known = demo.scenes.map((scene) => scene.id).join(', ')
    throw new RangeError(
      `Cannot perform demo "${demo.id}": scene must be one of ${known}, received "${unknown}"`,
    )
  }
  return ids.length === 0 ? demo.scenes : demo.scenes.filter((scene) => ids.includes(scene.id))
}

/** A second world, opened when it is first asked for. */
function openLane<W extends World>(demo: Concept<W>, signal: AbortSignal) {
  let opening: ReturnType<typeof openWorld<W>> | undefined
  return {
    async world() {
      opening ??= openWorld(demo, signal)
      return (await opening).world
    },
    async [Symbol.asyncDispose]() {
      const opened = await opening?.catch(() => undefined)
      await opened?.[Symbol.asyncDispose]()
    },
  }
}
