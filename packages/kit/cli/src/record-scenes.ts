import type { StageEvent } from '@lab/stage'
import { loadDemo, performDemo } from '@lab/stage'
import type { ConceptEntry } from './workspace-concepts.ts'

/** Plays scenes of a concept and keeps their events, by scene. */
export async function recordScenes(
  entry: ConceptEntry,
  scenes: string[],
  signal: AbortSignal,
): Promise<Map<string, StageEvent[]>> {
  const recorded = new Map<string, StageEvent[]>()
  let current: StageEvent[] = []
  const show = (event: StageEvent) => {
    if (event.type === 'scene') {
      current = []
      recorded.set(event.id, current)
    }
    current.push(event)
  }
  await performDemo(await loadDemo(entry), { views: [{ show }], scenes, signal })
  return recorded
}
