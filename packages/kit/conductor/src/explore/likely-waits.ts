import type { Step } from '../run/run-state.ts'
import type { Choice } from '../schedule.ts'

/** Where steps have waited: they are likely to wait there again, so that their server is asked at once. */
export interface LikelyWaits {
  isLikely(steps: readonly Step[], choice: Choice): boolean
  learn(steps: readonly Step[]): void
}

export function createLikelyWaits(): LikelyWaits {
  const waited = new Set<string>()
  return {
    isLikely: (steps, choice) => waited.size > 0 && waited.has(placeOf(steps, choice)),
    learn(steps) {
      steps.forEach(({ choice, waits }, index) => {
        if (waits) waited.add(placeOf(steps.slice(0, index), choice))
      })
    },
  }
}

/** How far each actor is when one takes a step. */
function placeOf(steps: readonly Step[], choice: Choice): string {
  const taken = new Map<string, number>()
  for (const step of steps) taken.set(step.choice.actor, (taken.get(step.choice.actor) ?? 0) + 1)
  const places = [...taken].map(([actor, count]) => `${actor} ${count}`)
  return `${choice.actor} at ${places.toSorted().join(' ')}`
}
