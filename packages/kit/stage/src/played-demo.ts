import type { Concept, World } from './concept.ts'
import type { StageEvent, Verdict } from './events.ts'
import { performDemo } from './perform-demo.ts'
import { readRecording } from './recording-file.ts'

export interface PlayedDemo {
  events: StageEvent[]
  verdicts: Verdict[]
  /** Whether every verdict observed what its concept claims. */
  asClaimed: boolean
}

/**
 * What a demo shows, for its test: as `lab test` has recorded it just before, else played now.
 *
 * @throws {SceneError} If a scene throws, or its last event is not a verdict.
 */
export async function playedDemo<W extends World>(demo: Concept<W>): Promise<PlayedDemo> {
  const events = recordedEvents(demo) ?? (await playNow(demo))
  const verdicts = events.filter((event) => event.type === 'verdict')
  const asClaimed = verdicts.every(({ observed, claim }) => observed === claim)
  return { events, verdicts, asClaimed }
}

/** @returns undefined unless who started the tests vouches for the recording. */
function recordedEvents<W extends World>(demo: Concept<W>): StageEvent[] | undefined {
  const { id, title, question, scenes } = demo
  if (process.env['LAB_RECORDED'] !== '1') return undefined
  const recording = readRecording(process.cwd())
  if (recording?.id !== id) return undefined
  const recorded = scenes.map((scene) => recording.scenes[scene.id])
  if (recorded.includes(undefined)) return undefined
  const { servers } = recording
  return [
    { type: 'demo', id, title, question, servers },
    ...recorded.flatMap((scene) => scene!.events),
  ]
}

async function playNow<W extends World>(demo: Concept<W>): Promise<StageEvent[]> {
  const events: StageEvent[] = []
  const show = (event: StageEvent) => {
    if (event.type !== 'progress') events.push(event)
  }
  await performDemo(demo, { views: [{ show }] })
  return events
}
