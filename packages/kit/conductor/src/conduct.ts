import { controlOf } from './clock.ts'
import type { VirtualClock } from './clock.ts'
import { InvariantBrokenError } from './errors.ts'
import { drawTimeline } from './draw-timeline.ts'
import { exploreOrders } from './explore.ts'
import type { Exploration, ExploreOptions, Judged } from './explore.ts'
import { runOnce } from './run.ts'
import type { RunOptions } from './run.ts'
import type { Part } from './running.ts'
import { formatSchedule, parseSchedule } from './schedule.ts'
import type { Timeline } from './timeline.ts'

type Run = () => Promise<unknown>

export interface Program {
  /** Puts the world into its first state; runs before every order, not conducted. */
  setup?: () => Promise<unknown>
  /** Plain async functions, or `crashable` ones. They run at the same time and share no memory. */
  actors: Record<string, Run | Crashable>
  /**
   * Says why the world is wrong after a run, or undefined when it is right.
   *
   * @param endings How each actor ended: `finished`, `finished: "sold"`, `failed: 40001`, `crashed`.
   */
  invariant?: (endings: Record<string, string>) => Promise<string | undefined>
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

export interface Race {
  /** Runs every order of the actors' steps. */
  explore(options?: ExploreOptions): Promise<Exploration>
  /**
   * Runs one order.
   *
   * @param schedule As `alice×2 bob×4 alice×2`. Where it ends, each actor goes on to its end.
   * @throws {ScheduleImpossibleError} If an actor cannot take its step then.
   */
  replay(schedule: string): Promise<Timeline>
  /**
   * Explores, and returns what was found when the invariant holds in every order.
   *
   * @throws {InvariantBrokenError} If an order breaks it; the message draws the simplest one.
   */
  holds(options?: ExploreOptions): Promise<Exploration>
}

/**
 * Prepares concurrent actors whose watched clients wait for their turn at every statement.
 *
 * @throws {TypeError} If no actor is given, or a name has a space, `×`, `*` or parentheses.
 */
export function conduct(program: Program): Race {
  const names = Object.keys(program.actors)
  const wrong = names.find((name) => !/^[^\s()×*]*[^\s()×*\d]$/.test(name))
  if (names.length === 0 || wrong !== undefined) {
    throw new TypeError(
      `Cannot conduct: an actor's name must be one word that does not end in a digit, received "${wrong ?? ''}"`,
    )
  }
  const parts = Object.fromEntries(
    Object.entries(program.actors).map(([name, actor]): [string, Part] => [
      name,
      typeof actor === 'function'
        ? { run: actor, crash: undefined }
        : { run: actor.run, crash: { restart: actor.restart } },
    ]),
  )

  const clock = program.clock && controlOf(program.clock)

  async function judge(
    decide: Pick<RunOptions, 'choose' | 'blockedBefore' | 'exploration'>,
    stallMs = program.stallMs ?? 10_000,
  ): Promise<Judged> {
    clock?.reset()
    await program.setup?.()
    const run = await runOnce({ parts, clock, ...decide, stallMs })
    const violation = await program.invariant?.(run.endings)
    return { ...run, violation, state: await program.observe?.() }
  }

  // What is known of the schema holds until the next exploration.
  let exploration = {}

  const race: Race = {
    async explore(options = {}) {
      exploration = {}
      return exploreOrders(
        (choose, blockedBefore) => judge({ choose, blockedBefore, exploration }, options.stallMs),
        names,
        options,
      )
    },

    async replay(schedule) {
      const choices = parseSchedule(schedule)
      const run = await judge({
        choose: (possible, steps) =>
          choices[steps.length] ?? possible.find(({ kind }) => kind === 'step') ?? possible[0]!,
        blockedBefore: () => false,
        exploration,
      })
      return {
        schedule: formatSchedule(run.steps.map((step) => step.choice)),
        actors: [...names, ...Object.keys(run.endings).filter((name) => !names.includes(name))],
        moments: run.moments,
        violation: run.violation,
      }
    },

    async holds(options) {
      const found = await race.explore(options)
      if (found.shortest === undefined) return found
      const { schedule, reason } = found.shortest
      const counts = `in ${found.violations} of ${found.schedules} orders`
      throw new InvariantBrokenError(
        reason,
        counts,
        schedule,
        drawTimeline(await race.replay(schedule)),
      )
    },
  }
  return race
}
