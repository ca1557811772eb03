import { endingText, valueText } from '../ending.ts'
import type { Endings } from '../ending.ts'
import type { Step } from '../run/run-state.ts'
import { formatSchedule } from '../schedule.ts'
import type { Choice } from '../schedule.ts'
import type { Moment } from '../timeline.ts'
import { ordersOf } from './orders.ts'
import type { Orders } from './orders.ts'

export interface Outcome {
  /** How each actor ended. */
  endings: Endings
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

/** A run and what was seen after it. */
export interface Judged {
  steps: Step[]
  moments: Moment[]
  endings: Endings
  limits: string[]
  state: unknown
  violation: string | undefined
}

/** What tells this outcome from others. */
export function outcomeKey({ endings, state, violation }: Judged): string {
  const texts = Object.entries(endings).map(([name, ending]) => [name, endingText(ending)])
  return JSON.stringify([texts, valueText(state), violation])
}

export interface Outcomes {
  /** @param happened What `happensBefore` says of the steps; undefined when the run stands for itself. */
  add(judged: Judged, happened: readonly boolean[][] | undefined): void
  /** How many orders they have together. */
  schedules(): number
  /** In how many of them an actor waits. */
  waits(): number
  /** @param most Lists the orders when there are no more. */
  all(most: number | undefined): Outcome[]
}

type Ranked = Outcome & { rank: number[]; waits: number; listed: (() => Choice[][])[] }

export function createOutcomes(actors: readonly string[]): Outcomes {
  const outcomes = new Map<string, Ranked>()
  const schedules = () => sum([...outcomes.values()].map((outcome) => outcome.schedules))
  return {
    add(judged, happened) {
      const key = outcomeKey(judged)
      outcomes.set(key, withRun(outcomes.get(key), judged, { happened, actors }))
    },
    schedules,
    waits: () => sum([...outcomes.values()].map((outcome) => outcome.waits)),
    all(most) {
      const listsOrders = most !== undefined && schedules() <= most
      return [...outcomes.values()]
        .toSorted((one, other) => compare(one.rank, other.rank))
        .map(({ rank: _, waits: __, listed, ...outcome }) =>
          listsOrders
            ? { ...outcome, orders: listed.flatMap((list) => list().map(formatSchedule)) }
            : outcome,
        )
    },
  }
}

function withRun(
  before: Ranked | undefined,
  { endings, state, violation, steps, moments }: Judged,
  how: { happened: readonly boolean[][] | undefined; actors: readonly string[] },
): Ranked {
  const orders = how.happened
    ? ordersOf(steps, how.happened, how.actors)
    : orderOf(steps.map((step) => step.choice))
  const rank = rankOf(orders.simplest, how.actors)
  const isSimpler = before === undefined || compare(rank, before.rank) < 0
  const waits = moments.some(({ type }) => type === 'blocked') ? orders.count : 0
  return {
    endings,
    state,
    violation,
    schedules: (before?.schedules ?? 0) + orders.count,
    waits: (before?.waits ?? 0) + waits,
    simplest: isSimpler ? formatSchedule(orders.simplest) : before.simplest,
    rank: isSimpler ? rank : before.rank,
    listed: [...(before?.listed ?? []), orders.list],
  }
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

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
