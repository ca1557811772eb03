import { drawTimeline } from './draw-timeline.ts'
import { InvariantBrokenError } from './errors.ts'
import { exploreOrders } from './explore/explore.ts'
import type { Exploration, ExploreOptions } from './explore/explore.ts'
import type { Program } from './program.ts'
import type { RunOptions } from './run/run.ts'
import { createRunner } from './run-program.ts'
import type { RunProgram } from './run-program.ts'
import { formatSchedule, parseSchedule, sameChoice } from './schedule.ts'
import type { Choice } from './schedule.ts'
import type { Timeline } from './timeline.ts'

/** How far an order can be followed, and what could go next there. */
export interface Attempt {
  /** The steps that were taken as asked, as `alice×2 bob`. */
  followed: string
  /** What they show: so many of the first moments of `timeline`. */
  moments: number
  /** The first step that is impossible, because its actor waits or has ended; undefined if none is. */
  refused: string | undefined
  /** Each step that can be taken after `followed`, as a word of a schedule; none after the last. */
  next: string[]
  /** The whole run: behind `followed` each actor goes on to its end. */
  timeline: Timeline
}

export interface Race {
  /** The names of the actors that start with the race. */
  readonly actors: readonly string[]
  /** Runs every order of the actors' steps. */
  explore(options?: ExploreOptions): Promise<Exploration>
  /**
   * Runs one order.
   *
   * @param schedule As `alice×2 bob×4 alice×2`. Where it ends, each actor goes on to its end.
   * @throws {ScheduleImpossibleError} If an actor cannot take its step then.
   */
  replay(schedule: string, options?: Pick<ExploreOptions, 'stallMs'>): Promise<Timeline>
  /**
   * Runs one order as far as it is possible. It is for people who try orders out: a step that
   * cannot be taken is an answer, not an error. It may run the order more than once, with its setup.
   *
   * @throws {SyntaxError} If the text is no schedule.
   */
  attempt(schedule: string): Promise<Attempt>
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
  requireNames(names)
  const { finelyEnough, forgetSchema } = createRunner(program)

  const race: Race = {
    actors: names,

    explore(options = {}) {
      forgetSchema()
      return finelyEnough((run) =>
        exploreOrders(
          (choose, blockedBefore) =>
            run({ choose, blockedBefore, wantsLines: false }, options.stallMs),
          names,
          options,
        ),
      )
    },

    async replay(schedule, { stallMs } = {}) {
      const choices = parseSchedule(schedule)
      const { timeline } = await finelyEnough((run) =>
        follow(
          (how) => run(how, stallMs),
          names,
          (possible, steps) => choices[steps.length] ?? goesOn(possible),
        ),
      )
      return timeline
    },

    async attempt(schedule) {
      const asked = parseSchedule(schedule)
      return finelyEnough((run) => attemptOrder((choose) => follow(run, names, choose), asked))
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

function requireNames(names: readonly string[]): void {
  const wrong = names.find((name) => !/^[^\s()×*]*[^\s()×*\d]$/.test(name))
  if (names.length > 0 && wrong === undefined) return
  throw new TypeError(
    `Cannot conduct: an actor's name must be one word that does not end in a digit, received "${wrong ?? ''}"`,
  )
}

interface Followed {
  timeline: Timeline
  steps: Choice[]
}

/** Runs one order, and records it. */
async function follow(
  run: RunProgram,
  names: readonly string[],
  choose: RunOptions['choose'],
): Promise<Followed> {
  const judged = await run({ choose, blockedBefore: () => false, wantsLines: true })
  const steps = judged.steps.map((step) => step.choice)
  const restarted = Object.keys(judged.endings).filter((name) => !names.includes(name))
  const timeline = {
    schedule: formatSchedule(steps),
    actors: [...names, ...restarted],
    moments: judged.moments,
    violation: judged.violation,
  }
  return { timeline, steps }
}

/** Where an order ends each actor goes on to its end, and no actor dies. */
function goesOn(possible: readonly Choice[]): Choice {
  return possible.find(({ kind }) => kind === 'step') ?? possible[0]!
}

/** Follows an order as far as it is possible. */
async function attemptOrder(
  followAs: (choose: RunOptions['choose']) => Promise<Followed>,
  asked: readonly Choice[],
): Promise<Attempt> {
  let at: { steps: number; moments: number; next: readonly Choice[] } | undefined
  const { timeline, steps } = await followAs((possible, taken, moments) => {
    const choice = asked[taken.length]
    if (at === undefined) {
      const isPossible = possible.some((each) => choice && sameChoice(each, choice))
      if (isPossible) return choice!
      at = { steps: taken.length, moments, next: possible }
    }
    return goesOn(possible)
  })
  at ??= { steps: steps.length, moments: timeline.moments.length, next: [] }
  const refused = asked[at.steps]
  return {
    followed: formatSchedule(steps.slice(0, at.steps)),
    moments: at.moments,
    refused: refused && formatSchedule([refused]),
    next: at.next.map((choice) => formatSchedule([choice])),
    timeline,
  }
}
