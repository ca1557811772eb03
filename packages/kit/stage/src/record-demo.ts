import type { Concept } from './concept.ts'
import type { StageEvent } from './events.ts'
import { performDemo } from './perform-demo.ts'
import { recordRace } from './record-race.ts'
import type { RecordedRace, Recording } from './recording.ts'

/** Plays every scene of a demo once, and runs the orders of the races that they offer. */
export async function recordDemo(demo: Concept, signal: AbortSignal): Promise<Recording> {
  const recording: Recording = { id: demo.id, servers: [], headline: demo.headline, scenes: {} }
  const racesOf = new Map<string, Record<string, RecordedRace>>()
  let events: StageEvent[] = []
  await performDemo(demo, {
    signal,
    views: [
      {
        show(event) {
          if (event.type === 'demo') recording.servers = event.servers
          else if (event.type === 'scene') {
            events = [event]
            recording.scenes[event.id] = { events, races: {} }
          } else if (event.type !== 'progress') events.push(event)
        },
      },
    ],
    async played(scene, offered) {
      const races: Record<string, RecordedRace> = {}
      for (const race of offered) races[race.id] = await recordRace(race, signal)
      racesOf.set(scene, races)
    },
  })
  for (const [scene, recorded] of Object.entries(recording.scenes)) {
    recorded.races = racesOf.get(scene) ?? {}
  }
  return recording
}
