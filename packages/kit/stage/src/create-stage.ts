import type { Stage } from './concept.ts'
import type { StageEvent } from './events.ts'

/**
 * Makes the stage of one scene. Its events are emitted one after the other, also when the scene
 * does not wait for them.
 */
export function createStage(
  scene: string,
  emit: (event: StageEvent) => Promise<void>,
): { stage: Stage; settled(): Promise<void> } {
  let queue = Promise.resolve()
  const send = (...events: StageEvent[]) => {
    const sent = queue.then(async () => {
      for (const event of events) await emit(event)
    })
    queue = sent
    // The scene sees the failure through its own await; settled() sees it in any case.
    sent.catch(() => undefined)
    return sent
  }
  const stage: Stage = {
    say: (text) => send({ type: 'say', text }),
    play: (title, timeline) => {
      const actors = new Set([
        ...timeline.actors,
        ...timeline.moments.map((moment) => moment.actor),
      ])
      return send(
        { type: 'timeline', title, schedule: timeline.schedule, actors: [...actors] },
        ...timeline.moments,
        { type: 'invariant', violation: timeline.violation },
      )
    },
    table: (table) => send({ type: 'table', ...table }),
    chart: (chart) => send({ type: 'chart', ...chart }),
    progress: (progress) => void send({ type: 'progress', ...progress }),
    verdict: (verdict) => send({ type: 'verdict', scene, ...verdict }),
  }
  return { stage, settled: () => queue }
}
