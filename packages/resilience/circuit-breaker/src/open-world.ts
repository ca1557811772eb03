import { virtualClock } from '@lab/conductor/clock'
import type { VirtualClock } from '@lab/conductor/clock'
import { startDependency } from './dependency/start-dependency.ts'
import type { Dependency } from './dependency/start-dependency.ts'

/** A dependency that is a real process, and a time that passes only when it is told to. */
export interface World extends AsyncDisposable {
  clock: VirtualClock
  dependency: Dependency
  /** Lets time pass; what the dependency answers is heard within the same 50 ms. */
  pass(ms: number): Promise<void>
}

const stepMs = 50

export async function openWorld(): Promise<World> {
  const clock = virtualClock()
  const dependency = await startDependency(clock)
  return {
    clock,
    dependency,
    async pass(ms) {
      for (let leftMs = ms; leftMs > 0; leftMs -= stepMs) {
        await clock.advance(Math.min(stepMs, leftMs))
        await dependency.settled()
      }
    },
    [Symbol.asyncDispose]: () => dependency[Symbol.asyncDispose](),
  }
}
