import type { Lab } from '../lab.ts'
import { useRun } from '../use-run.ts'
import type { Run } from '../use-run.ts'
import type { RacePlace } from './use-attempt.ts'

/** Finds the races of a scene by playing it: those that have the same actors. */
export function useSceneRaces(
  lab: Lab,
  { concept, level, actors }: RacePlace & { actors: readonly string[] | undefined },
): { run: Run; races: string[]; load(scene: string): void } {
  const [run, start] = useRun(lab)
  const races = run.events.flatMap((event) =>
    event.type === 'race' && (actors === undefined || sameActors(event.actors, actors))
      ? [event.id]
      : [],
  )
  return {
    run,
    races: [...new Set(races)],
    load: (scene) => start({ do: 'play', concept, scene, level }),
  }
}

/** A run also has the actors that started in place of dead ones. */
function sameActors(offered: readonly string[], run: readonly string[]): boolean {
  const began = run.filter((actor) => !actor.endsWith('-restarted'))
  return began.length === offered.length && began.every((actor) => offered.includes(actor))
}
