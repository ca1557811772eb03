import { setImmediate } from 'node:timers'
import { StalledError } from '../errors.ts'
import type { Moment } from '../timeline.ts'
import { isBusy } from './choices.ts'
import type { RunState } from './run-state.ts'
import type { RunningActor } from './running-actor.ts'

// How long it may take may change meanwhile.
const askAgainMs = 200

/** Waits until no actor runs code of its own: each is at a step, waits, or has ended. */
export async function quiet(state: RunState): Promise<void> {
  const { running, stallMs } = state
  const from = performance.now()
  for (;;) {
    state.throwRefused()
    const busy = running.find((self) => isBusy(self) && !hasTimer(state, self))
    if (busy === undefined) {
      if (!running.some(isBusy)) return
      // Code that waits for a timer only is there after one turn of the event loop.
      const waiting = running.filter(isBusy)
      await turnOfTheLoop()
      const isStill = waiting.every(isBusy)
      if (isStill && !running.some((self) => isBusy(self) && !hasTimer(state, self))) return
      continue
    }
    if (busy.endLate !== undefined && (await staysIdle(busy))) {
      busy.endLate()
      continue
    }
    const limitMs = stallMs()
    if (performance.now() - from > limitMs) {
      const last = lastStatement(state.moments, busy.name)
      throw new StalledError(busy.name, state.schedule(), last, limitMs)
    }
    await state.change(Math.min(limitMs, askAgainMs))
  }
}

/** Whether code that has returned sends nothing more: a few turns of the event loop show it. */
async function staysIdle(self: RunningActor): Promise<boolean> {
  for (let turns = 0; turns < 3; turns++) {
    await turnOfTheLoop()
    if (!isBusy(self) || self.actor.preparing > 0) return false
  }
  return true
}

/** Whether an actor may have a timer to wait for: it has one, and opens no connection. */
function hasTimer({ clock }: RunState, { actor }: RunningActor): boolean {
  return actor.preparing === 0 && clock?.pending().some((timer) => timer.actor === actor) === true
}

/** Code that waits for nothing from outside has run after it. */
export function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function lastStatement(moments: readonly Moment[], name: string): string {
  const last = moments.findLast((moment) => moment.actor === name && 'statement' in moment)
  return last !== undefined && 'statement' in last ? last.statement : 'its start'
}
