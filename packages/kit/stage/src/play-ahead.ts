import type { StageEvent } from './events.ts'

type Emit = (event: StageEvent) => Promise<void>

/**
 * Plays scenes on several lanes at once, and shows them one after the other in their order: while
 * one is shown, the next ones are under way.
 *
 * @param lanes Each plays one scene at a time, in a world of its own.
 * @param emit Shows an event.
 * @param stop Ends the scenes that are under way when one has failed or cannot be shown.
 */
export async function playAhead<Scene>(
  scenes: readonly Scene[],
  lanes: readonly ((scene: Scene, emit: Emit) => Promise<void>)[],
  emit: Emit,
  stop: (error: unknown) => void,
): Promise<void> {
  const recordings = scenes.map((scene) => ({ scene, ...createRecording() }))
  let next = 0
  let stopped = false
  const running = lanes.map(async (play) => {
    for (let mine = recordings[next++]; mine !== undefined && !stopped; mine = recordings[next++]) {
      const { scene } = mine
      if (!(await mine.record((event) => play(scene, event)))) return
    }
  })
  try {
    for (const { showTo } of recordings) await showTo(emit)
  } catch (error) {
    stopped = true
    stop(error)
    throw error
  } finally {
    await Promise.all(running)
  }
}

function createRecording() {
  const events: StageEvent[] = []
  let end: { error: unknown } | 'done' | undefined
  let wake = Promise.withResolvers<void>()
  return {
    /** Keeps what is played until it is shown; returns whether it came to its end. */
    async record(play: (emit: Emit) => Promise<void>): Promise<boolean> {
      try {
        await play(async (event) => {
          events.push(event)
          wake.resolve()
        })
        end = 'done'
      } catch (error) {
        end = { error }
      }
      wake.resolve()
      return end === 'done'
    },
    /** Shows what was kept, then what comes. */
    async showTo(emit: Emit): Promise<void> {
      for (;;) {
        for (let event = events.shift(); event !== undefined; event = events.shift()) {
          await emit(event)
        }
        if (end === 'done') return
        if (end !== undefined) throw end.error
        await wake.promise
        wake = Promise.withResolvers()
      }
    },
  }
}
