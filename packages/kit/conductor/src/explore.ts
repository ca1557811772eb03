import { NotDeterministicError } from './errors.ts'
import { commutes } from './footprint.ts'
import { ordersOf } from './orders.ts'
import type { Orders } from './orders.ts'
import { happensBefore, reversals } from './races.ts'
import type { Run, Step } from './run.ts'
import { formatSchedule, sameChoice } from './schedule.ts'
import type { Choice } from './schedule.ts'

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
  /** Instead of the program's own: how long an actor may take between two steps. */
  stallMs?: number
}

export interface Outcome {
  /** How each actor ended, as `finished: "sold"` or `failed: 40P01`. */
  endings: Record<string, string>
  /** What `observe` saw afterwards. */
  state: unknown
  /** Why the invariant is broken; undefined when it holds. */
  violation: string | undefined
  /** How many orders end so. */
  schedules: number
  /** The simplest of them, as `replay` takes it. */
  simplest: string
  /** All of them, when the exploration was asked for a list and there are not too many. */
  orders?: string[]
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
}

/** A place in the tree of orders: what was decided before, and what is left to try. */
interface Place {
  choices: readonly Choice[]
  /** Those of the choices that are to be tried. */
  wanted: Choice[]
  /** Steps that need not come next here, because an order that has been run covers that. */
  asleep: Step[]
  tried: Step[]
}

export interface Judged extends Run {
  state: unknown
  violation: string | undefined
}

type Ranked = Outcome & { rank: number[]; waits: number; listed: (() => Choice[][])[] }

type RunWith = (
  choose: (choices: readonly Choice[], steps: readonly Step[]) => Choice,
  blockedBefore: (steps: readonly Step[], choice: Choice) => boolean,
) => Promise<Judged>

/** Runs every order, depth first; one order stands for all that only swap steps that commute. */
export async function exploreOrders(
  run: RunWith,
  actors: readonly string[],
  options: ExploreOptions,
): Promise<Exploration> {
  const preemptions = options.preemptions
  const prune = (options.prune ?? true) && preemptions === undefined
  const maximum = options.runs ?? 20_000
  const outcomes = new Map<string, Ranked>()
  const seen = new Map<string, string>()
  const waited = new Set<string>()
  const path: Place[] = []
  let forced: Choice[] = []
  let runs = 0
  let cut = 0
  let finished = false

  while (!finished && runs < maximum) {
    let covered = false
    const choose = (choices: readonly Choice[], steps: readonly Step[]): Choice => {
      const depth = steps.length
      if (depth > 0) remember(seen, steps)
      if (depth < forced.length) return forced[depth]!
      const parent = path[depth - 1]
      const asleep =
        prune && parent !== undefined && depth > 0 ? stillAsleep(parent, steps[depth - 1]!) : []
      const awake = choices.filter(
        (choice) => !asleep.some((step) => sameChoice(step.choice, choice)),
      )
      covered ||= awake.length === 0
      const allowed = covered ? choices : withinBound(awake, choices, steps, preemptions)
      const first = preferred(allowed, steps)
      path[depth] = {
        choices: covered ? [] : allowed,
        wanted: prune ? [first, ...allowed.filter(({ kind }) => kind !== 'step')] : [...allowed],
        asleep,
        tried: [],
      }
      return first
    }
    const judged = await run(choose, (steps, choice) => waited.has(positionOf(steps, choice)))
    runs++
    if (judged.steps.length > 0) remember(seen, judged.steps)
    judged.steps.forEach(({ choice, fingerprint }, depth) => {
      if (fingerprint.includes(` | blocked ${choice.actor} `)) {
        waited.add(positionOf(judged.steps.slice(0, depth), choice))
      }
    })
    const before = prune ? happensBefore(judged.steps) : undefined
    if (covered) cut++
    else record(outcomes, judged, actors, before)

    if (before !== undefined) want(path, judged.steps, before)

    finished = true
    for (let depth = judged.steps.length - 1; depth >= 0; depth--) {
      const place = path[depth]!
      place.tried.push(judged.steps[depth]!)
      const done = prune ? [...place.asleep, ...place.tried] : place.tried
      const next = place.wanted.find(
        (choice) => !done.some((step) => sameChoice(step.choice, choice)),
      )
      if (next === undefined) continue
      path.length = depth + 1
      forced = [...judged.steps.slice(0, depth).map((step) => step.choice), next]
      finished = false
      break
    }
  }

  const all = [...outcomes.values()].sort((one, other) => compare(one.rank, other.rank))
  const broken = all.filter((outcome) => outcome.violation !== undefined)
  const listsOrders = options.list !== undefined && sum(all) <= options.list
  return {
    schedules: sum(all),
    violations: sum(broken),
    waits: all.reduce((total, outcome) => total + outcome.waits, 0),
    outcomes: all.map(({ rank: _, waits: __, listed, ...outcome }) =>
      listsOrders
        ? { ...outcome, orders: listed.flatMap((list) => list().map(formatSchedule)) }
        : outcome,
    ),
    shortest: broken[0] && { schedule: broken[0].simplest, reason: broken[0].violation! },
    runs,
    cut,
    exhaustive: finished && preemptions === undefined,
    bound: { preemptions, runs: maximum },
  }
}

/** Notes, at each place, the choices that lead to runs that differ from this one. */
function want(path: readonly Place[], steps: readonly Step[], before: readonly boolean[][]): void {
  for (const { depth, anyOf } of reversals(steps, before)) {
    const place = path[depth]!
    const possible = anyOf.filter((choice) =>
      place.choices.some((each) => sameChoice(each, choice)),
    )
    const known = possible.some((choice) => place.wanted.some((each) => sameChoice(each, choice)))
    if (!known && possible[0] !== undefined) place.wanted.push(possible[0])
  }
}

function sum(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((total, outcome) => total + outcome.schedules, 0)
}

/** How far each actor is when one takes a step: where it waited once it is likely to wait again. */
function positionOf(steps: readonly Step[], choice: Choice): string {
  const taken = new Map<string, number>()
  for (const step of steps) taken.set(step.choice.actor, (taken.get(step.choice.actor) ?? 0) + 1)
  const places = [...taken].map(([actor, count]) => `${actor} ${count}`)
  return `${choice.actor} at ${places.toSorted().join(' ')}`
}

/** Compares the last step with what the same order showed before. */
function remember(seen: Map<string, string>, steps: readonly Step[]): void {
  const key = steps.map(({ choice }) => `${choice.kind} ${choice.actor}`).join()
  const now = steps.at(-1)!.fingerprint
  const before = seen.get(key)
  if (before === undefined) seen.set(key, now)
  else if (before !== now) {
    throw new NotDeterministicError(formatSchedule(steps.map(({ choice }) => choice)), before, now)
  }
}

function stillAsleep(parent: Place, taken: Step): Step[] {
  return [...parent.asleep, ...parent.tried].filter(
    (step) => step.choice.actor !== taken.choice.actor && commutes(step.footprint, taken.footprint),
  )
}

/** Goes on with the same actor while it can, so that the simple orders come first. */
function preferred(choices: readonly Choice[], steps: readonly Step[]): Choice {
  const last = steps.at(-1)?.choice.actor
  return (
    choices.find((choice) => choice.kind === 'step' && choice.actor === last) ??
    choices.find((choice) => choice.kind === 'step') ??
    choices[0]!
  )
}

function withinBound(
  allowed: readonly Choice[],
  choices: readonly Choice[],
  steps: readonly Step[],
  preemptions: number | undefined,
): readonly Choice[] {
  const last = steps.at(-1)?.choice.actor
  const canGoOn = choices.some((choice) => choice.kind === 'step' && choice.actor === last)
  if (preemptions === undefined || !canGoOn || preemptionsOf(steps) < preemptions) return allowed
  return allowed.filter((choice) => choice.actor === last)
}

function preemptionsOf(steps: readonly Step[]): number {
  return steps.filter((step) => step.preempts).length
}

function record(
  outcomes: Map<string, Ranked>,
  judged: Judged,
  actors: readonly string[],
  happened: readonly boolean[][] | undefined,
): void {
  const { endings, state, violation, steps, moments } = judged
  const key = JSON.stringify([endings, state, violation])
  const orders = happened
    ? ordersOf(steps, happened, actors)
    : orderOf(steps.map((step) => step.choice))
  const before = outcomes.get(key)
  const rank = rankOf(orders.simplest, actors)
  const simpler = before === undefined || compare(rank, before.rank) < 0
  outcomes.set(key, {
    endings,
    state,
    violation,
    schedules: (before?.schedules ?? 0) + orders.count,
    waits:
      (before?.waits ?? 0) + (moments.some(({ type }) => type === 'blocked') ? orders.count : 0),
    simplest: simpler ? formatSchedule(orders.simplest) : before.simplest,
    rank: simpler ? rank : before.rank,
    listed: [...(before?.listed ?? []), orders.list],
  })
}

function orderOf(simplest: Choice[]): Orders {
  return { count: 1, simplest, list: () => [simplest] }
}

/** Simple orders first: few changes of actor, few steps, then as the actors were named. */
function rankOf(choices: readonly Choice[], actors: readonly string[]): number[] {
  const switches = choices.filter(
    (choice, index) => index > 0 && choices[index - 1]!.actor !== choice.actor,
  ).length
  return [switches, choices.length, ...choices.map((choice) => actors.indexOf(choice.actor))]
}

function compare(one: readonly number[], other: readonly number[]): number {
  const differs = one.findIndex((value, index) => value !== other[index])
  return differs === -1 ? 0 : one[differs]! - (other[differs] ?? 0)
}
