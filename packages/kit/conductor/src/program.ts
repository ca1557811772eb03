import type { VirtualClock } from './clock.ts'
import type { Endings } from './ending.ts'

type Run = () => Promise<unknown>

export interface Program {
  /** Puts the world into its first state; runs before every order, not conducted. */
  setup?: () => Promise<unknown>
  /** Plain async functions, or `crashable` ones. They run at the same time and share no memory. */
  actors: Record<string, Run | Crashable>
  /**
   * Says why the world is wrong after a run, or undefined when it is right.
   *
   * @param endings How each actor ended.
   */
  invariant?: (endings: Endings) => Promise<string | undefined>
  /** What else tells two outcomes apart, such as the rows left behind. */
  observe?: () => Promise<unknown>
  /** Time for the actors; starts anew with each order. Letting the next timer fire is a step. */
  clock?: VirtualClock
  /** How long an actor may take between two steps before the run is given up. Default 10 000. */
  stallMs?: number
}

export interface Crashable {
  run: Run
  restart: Run | undefined
}

/**
 * Declares an actor that may die before any of its steps: its connections are cut, its code does
 * not go on.
 *
 * @param options.restart Starts as the actor `<name>-restarted` when the actor has died.
 */
export function crashable(run: Run, options: { restart?: Run } = {}): Crashable {
  return { run, restart: options.restart }
}
