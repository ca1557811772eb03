import type { Step } from '../run/run-state.ts'
import type { Choice } from '../schedule.ts'
import { NotConductedError, NotDeterministicError, ScheduleImpossibleError } from '../errors.ts'
import { createLikelyWaits } from './likely-waits.ts'
import { createOutcomes } from './outcomes.ts'
import type { Judged, Outcome } from './outcomes.ts'
import { happensBefore } from './reversals.ts'
import { createSeenSteps } from './seen-steps.ts'
import { createClasses, spotCheck } from './spot-check.ts'
import { createTree } from './tree.ts'

export interface ExploreOptions {
  /**
   * Runs one order of those that only swap steps that commute, and counts the others without
   * running them. Default true; a bound on preemptions turns it off.
   */
  prune?: boolean
  /** At most so many times an actor is interrupted although it could go on. Default: no bound. */
  preemptions?: number
  /** Stops after so many runs. Default 20 000. */
  runs?: number
  /** Lists every order with its outcome, when there are at most so many. Default: no list. */
  list?: number
  /**
   * Instead of the program's own: how long an actor may take between two steps. A function is asked
   * again and again, because what is known of an actor decides how long to wait for it.
   */
  stallMs?: number | (() => number)
}

export interface Exploration {
  /** How many orders of the actors' steps there are, within the bound. */
  schedules: number
  /** How many of them break the invariant. */
  violations: number
  /** In how many of them an actor waits for another one. */
  waits: number
  outcomes: Outcome[]
  /** The simplest order that breaks the invariant. */
  shortest: { schedule: string; reason: string } | undefined
  /** How many orders were run. The others only swap steps that commute, and are counted. */
  runs: number
  /** Runs given up because another run stood for them already; part of `runs`. */
  cut: number
  /** Whether every order is covered. */
  exhaustive: boolean
  bound: { preemptions: number | undefined; runs: number }
  /** What was not explored, in sentences, such as a statement that stays one step. */
  limits: string[]
}

export type RunWith = (
  choose: (choices: readonly Choice[], steps: readonly Step[]) => Choice,
  blockedBefore: (steps: readonly Step[], choice: Choice) => boolean,
) => Promise<Judged>

/** Runs every order, depth first; one order stands for all that only swap steps that commute. */
export async function exploreOrders(
  run: RunWith,
  actors: readonly string[],
  options: ExploreOptions,
): Promise<Exploration> {
  const { preemptions } = options
  const prune = (options.prune ?? true) && preemptions === undefined
  const maximum = options.runs ?? 20_000
  const tree = createTree({ prune, preemptions })
  const outcomes = createOutcomes(actors)
  const classes = createClasses()
  const seen = createSeenSteps()
  const likely = createLikelyWaits()
  const limits = new Set<string>()
  let runs = 0
  let cut = 0
  let isFinished = false
  let longest = 0

  const runAs = async (choose: (choices: readonly Choice[], steps: readonly Step[]) => Choice) => {
    const judged = await run(choose, likely.isLikely).catch((error: unknown) => {
      throw error instanceof ScheduleImpossibleError ? otherwise(error) : error
    })
    seen.remember(judged.steps)
    likely.learn(judged.steps)
    longest = Math.max(longest, judged.steps.length)
    for (const limit of judged.limits) limits.add(limit)
    return judged
  }

  while (!isFinished && runs < maximum) {
    tree.beginOrder()
    const judged = await runAs(tree.choose)
    runs++
    const before = prune ? happensBefore(judged.steps) : undefined
    if (tree.isCovered()) cut++
    else {
      outcomes.add(judged, before)
      if (before !== undefined) classes.add(judged, before)
    }
    isFinished = !tree.endOrder(judged.steps, before)
  }
  if (prune && isFinished && outcomes.schedules() > 1) {
    const limit = await spotCheck(classes, runAs, runs)
    if (limit !== undefined) limits.add(limit)
  }

  const all = outcomes.all(options.list)
  if (longest === 0) requireSteps(actors, all)
  const broken = all.filter(({ violation }) => violation !== undefined)
  return {
    schedules: outcomes.schedules(),
    violations: broken.reduce((total, { schedules }) => total + schedules, 0),
    waits: outcomes.waits(),
    outcomes: all,
    shortest: broken[0] && { schedule: broken[0].simplest, reason: broken[0].violation! },
    runs,
    cut,
    exhaustive: isFinished && preemptions === undefined,
    bound: { preemptions, runs: maximum },
    limits: [...limits],
  }
}

/** An order that an earlier run has shown to be possible is not possible any more. */
function otherwise({ schedule, message }: ScheduleImpossibleError): NotDeterministicError {
  return new NotDeterministicError(schedule, 'it could go on', message)
}

/** Actors that end well and take no step use clients that are not watched. */
function requireSteps(actors: readonly string[], outcomes: readonly Outcome[]): void {
  const isWell = outcomes.every(
    ({ endings, violation }) =>
      violation === undefined && Object.values(endings).every(({ kind }) => kind === 'finished'),
  )
  if (actors.length === 1 || !isWell) return
  throw new NotConductedError(
    `explore ${actors.join(' and ')}: at least one must take a step, received none`,
    'watch(client) or watch(pool), before the race',
    undefined,
  )
}
