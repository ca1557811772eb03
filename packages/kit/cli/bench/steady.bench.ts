import { Worker } from 'node:worker_threads'
import { loadDemo, performDemo } from '@lab/stage'
import type { StageEvent } from '@lab/stage'

import { workspaceConcepts } from '../src/workspace-concepts.ts'

// Plays every demo again and again while both cores are busy, and compares each scene's events.
// LAB_STEADY_RUNS says how often (default 10), LAB_STEADY_ONLY which concept.

const runs = Number(process.env['LAB_STEADY_RUNS'] ?? 10)
const only = process.env['LAB_STEADY_ONLY']
const root = new URL('../../../..', import.meta.url).pathname

const hogs = [1, 2].map(() => new Worker('for (;;);', { eval: true }))
for (const entry of workspaceConcepts(root)) {
  if (only !== undefined && entry.id !== only) continue
  const demo = await loadDemo(entry)
  const seen = new Map<string, Map<string, number>>()
  for (let run = 0; run < runs; run++) {
    for (const [scene, story] of await playOnce(demo)) {
      const stories = seen.get(scene) ?? new Map<string, number>()
      stories.set(story, (stories.get(story) ?? 0) + 1)
      seen.set(scene, stories)
    }
  }
  for (const [scene, stories] of seen) {
    const same = Math.max(...stories.values())
    if (same < runs) process.exitCode = 1
    console.log(`${`${entry.id} ${scene}`.padEnd(48)} ${same} of ${runs} the same`)
  }
}
await Promise.all(hogs.map((hog) => hog.terminate()))

/** Each scene's events as text, without the times. */
async function playOnce(demo: Awaited<ReturnType<typeof loadDemo>>): Promise<Map<string, string>> {
  const scenes = new Map<string, string>()
  let scene = ''
  const show = (event: StageEvent) => {
    if (event.type === 'scene') scene = event.id
    if (event.type === 'progress' || event.type === 'chart') return
    const text = JSON.stringify(event, (key, value: unknown) => (key === 'ms' ? undefined : value))
    scenes.set(scene, `${scenes.get(scene) ?? ''}${text}\n`)
  }
  const { asClaimed } = await performDemo(demo, { views: [{ show }] })
  if (!asClaimed) process.exitCode = 1
  return scenes
}
