// Decides from the log alone what a saga does next. No clock, no memory, no database:
// a process that starts again with the same log goes on in the same place.
import type { Step } from './order-saga.ts'

/**
 * What was answered to a command:
 *
 * - `done`: it happened, now or before
 * - `refused`: it did not happen, and will not
 * - `failed`: it did not happen this time
 * - `unknown`: no reply came in time; it may have happened
 */
export type Outcome = 'done' | 'refused' | 'failed' | 'unknown'

/** An answer, as the log has it. */
export interface Entry {
  /** As `charge`, or `refund 2` for the second try. */
  command: string
  outcome: Outcome
}

/** How a saga ends: all is done, all is undone, or a person has to look. */
export type End = 'complete' | 'compensated' | 'parked'

/** What to ask for now, after so many milliseconds; or the end. */
export type Next = { ask: string; afterMs: number } | { end: End }

/** How often a compensation is tried before a person has to look. */
export const tries = 3

/**
 * Decides what a saga does next.
 *
 * @param steps What is asked for, in this order, and what takes each back.
 * @param log What was answered so far. Nothing else has to be kept.
 */
export function nextOf(steps: readonly Step<string>[], log: readonly Entry[]): Next {
  const outcomes = new Map(log.map(({ command, outcome }) => [command, outcome]))
  const stopped = steps.findIndex((step) => outcomes.get(step.do) !== 'done')
  if (stopped === -1) return { end: 'complete' }
  const outcome = outcomes.get(steps[stopped]!.do)
  if (outcome === undefined) return { ask: steps[stopped]!.do, afterMs: 0 }

  // What was refused did not happen. Anything else may have, so it is undone, too.
  const happened = steps.slice(0, outcome === 'refused' ? stopped : stopped + 1)
  for (const { undo } of happened.toReversed()) {
    if (undo === undefined) continue
    const next = undoOf(undo, outcomes)
    if (next !== 'undone') return next
  }
  return { end: 'compensated' }
}

function undoOf(undo: string, outcomes: ReadonlyMap<string, Outcome>): Next | 'undone' {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const ask = attempt === 1 ? undo : `${undo} ${attempt}`
    const outcome = outcomes.get(ask)
    if (outcome === undefined)
      return { ask, afterMs: attempt === 1 ? 0 : 1_000 * 2 ** (attempt - 2) }
    if (outcome === 'done') return 'undone'
  }
  return { end: 'parked' }
}
