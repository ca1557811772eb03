import { raceMap } from '@lab/stage'
import type { Scene, StageEvent, World } from '@lab/stage'
import type { OpenedStage } from './open-stage.ts'
import type { RunRequest } from './protocol.ts'

/**
 * Does what the page asks for in an open world.
 *
 * @throws {RangeError} If there is no such scene or race.
 * @throws {SyntaxError} If the schedule is none.
 */
export async function performRun(
  stage: OpenedStage,
  request: RunRequest,
  emit: (event: StageEvent) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { demo, servers } = stage
  const { id, title, question } = demo
  const scene = sceneOf(demo.scenes, request.scene)
  await emit({ type: 'demo', id, title, question, servers })
  switch (request.do) {
    case 'play':
      return stage.play(scene, { emit, signal })
    case 'map':
      return emit(await raceMap(await stage.race(scene, request.race)))
    case 'attempt': {
      const { race } = await stage.race(scene, request.race)
      const { schedule } = request
      const { followed, moments, refused, next, timeline } = await race.attempt(schedule)
      const attempt = { race: request.race, schedule, followed, moments, refused, next }
      await emit({ type: 'attempt', ...attempt })
      await emit({
        type: 'timeline',
        title: request.race,
        schedule: timeline.schedule,
        actors: timeline.actors,
        race: request.race,
      })
      for (const moment of timeline.moments) await emit(moment)
      await emit({ type: 'invariant', violation: timeline.violation })
    }
  }
}

function sceneOf(scenes: Scene<World>[], id: string): Scene<World> {
  const scene = scenes.find((one) => one.id === id)
  if (scene !== undefined) return scene
  const known = scenes.map((one) => one.id).join(', ')
  throw new RangeError(`Cannot play scene: it must be one of ${known}, received "${id}"`)
}
