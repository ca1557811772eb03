import { boundText } from '@lab/conductor/bound-text'
import type { OfferedRace, Scene } from './concept.ts'
import { createStage } from './create-stage.ts'
import type { StageEvent } from './events.ts'
import { untilAborted } from './until-aborted.ts'

// With room for a timeline that is drawn in it.
const mostCharacters = 50_000

/** Thrown when a scene throws or ends without a verdict; `cause` is what it threw. */
export class SceneError extends Error {
  readonly scene: string

  constructor(scene: string, message: string, options?: ErrorOptions) {
    super(`Cannot play scene "${scene}": ${message}`, options)
    this.name = 'SceneError'
    this.scene = scene
  }
}

export interface PlaySceneOptions {
  emit(event: StageEvent): Promise<void>
  signal: AbortSignal
  /** Is given each race that the scene offers. */
  onRace?: (offered: OfferedRace) => void
}

/**
 * Plays one scene in an open world.
 *
 * @throws {SceneError} If it throws, or its last event is not a verdict.
 */
export async function playScene<W>(
  scene: Scene<W>,
  world: W,
  { emit, signal, onRace }: PlaySceneOptions,
): Promise<void> {
  let last: StageEvent['type'] | undefined
  await emit({ type: 'scene', id: scene.id, title: scene.title })
  const { stage, settled } = createStage({
    scene: scene.id,
    async emit(event) {
      if (event.type !== 'progress') last = event.type
      await emit(event)
    },
    onRace,
  })
  try {
    await untilAborted(scene.play(stage, world), signal)
    await settled()
  } catch (error) {
    signal.throwIfAborted()
    const message = error instanceof Error ? error.message : String(error)
    throw new SceneError(scene.id, boundText(message, mostCharacters), { cause: error })
  }
  if (last !== 'verdict') {
    throw new SceneError(
      scene.id,
      `its last event must be a verdict, received ${last === undefined ? 'none' : `"${last}"`}`,
    )
  }
}
