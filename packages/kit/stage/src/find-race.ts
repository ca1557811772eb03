import type { OfferedRace, Scene } from './concept.ts'
import { createStage } from './create-stage.ts'

class Found extends Error {
  readonly offered: OfferedRace

  constructor(offered: OfferedRace) {
    super('The race is found')
    this.offered = offered
  }
}

/**
 * Plays a scene silently, up to where it offers the race.
 *
 * @param wanted Says which; the first one for which it returns true.
 * @returns The race, or the names of those that the scene offers instead.
 */
export async function findRace<W>(
  scene: Scene<W>,
  world: W,
  wanted: (offered: OfferedRace) => boolean,
): Promise<{ found: OfferedRace } | { offered: string[] }> {
  const offered: string[] = []
  const { stage } = createStage({
    scene: scene.id,
    emit: async () => {},
    onRace(one) {
      if (wanted(one)) throw new Found(one)
      offered.push(one.id)
    },
  })
  try {
    await scene.play(stage, world)
  } catch (error) {
    if (error instanceof Found) return { found: error.offered }
    throw error
  }
  return { offered }
}
