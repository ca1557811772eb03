import type { Step } from '../run/run-state.ts'
import type { Choice } from '../schedule.ts'

/**
 * The orders that are the same run, because they only swap neighbours that commute (a Mazurkiewicz
 * trace).
 */
export interface Orders {
  /** How many orders there are. */
  count: number
  /** The one with the fewest changes of actor. */
  simplest: Choice[]
  /** All of them. */
  list(): Choice[][]
}

/** @param before What `happensBefore` says of the steps. */
export function ordersOf(
  steps: readonly Step[],
  before: readonly boolean[][],
  names: readonly string[],
): Orders {
  const lanes = lanesOf(steps, before, names)
  return {
    count: countOrders(lanes),
    simplest: simplestOrder(lanes),
    list: () => listOrders(lanes, none(lanes)),
  }
}

/** The steps as one lane for each actor; a place in all orders is how many of each lane are taken. */
interface Lanes {
  choiceAt(lane: number, index: number): Choice
  /** The lanes that can go next. */
  ready(taken: readonly number[]): number[]
  count: number
}

function lanesOf(
  steps: readonly Step[],
  before: readonly boolean[][],
  names: readonly string[],
): Lanes {
  const actors = [...new Set([...names, ...steps.map(({ choice }) => choice.actor)])]
  const lanes = actors.map((actor) =>
    steps.flatMap(({ choice }, step) => (choice.actor === actor ? [step] : [])),
  )
  // How many steps of each actor a step has to follow.
  const needs = before.map((earlier) =>
    lanes.map((own) => own.findLastIndex((step) => earlier[step]) + 1),
  )
  return {
    count: lanes.length,
    choiceAt: (lane, index) => steps[lanes[lane]![index]!]!.choice,
    ready: (taken) =>
      lanes.flatMap((own, lane) => {
        const need = needs[own[taken[lane]!] ?? -1]
        return need?.every((count, other) => count <= taken[other]!) ? [lane] : []
      }),
  }
}

function none({ count }: Lanes): number[] {
  return Array.from({ length: count }, () => 0)
}

function after(taken: readonly number[], lane: number): number[] {
  return taken.map((count, index) => (index === lane ? count + 1 : count))
}

function countOrders(lanes: Lanes): number {
  const counted = new Map<string, number>()
  const count = (taken: readonly number[]): number => {
    const key = taken.join()
    const known = counted.get(key)
    if (known !== undefined) return known
    const next = lanes.ready(taken)
    const sum =
      next.length === 0 ? 1 : next.reduce((total, lane) => total + count(after(taken, lane)), 0)
    counted.set(key, sum)
    return sum
  }
  return count(none(lanes))
}

function simplestOrder(lanes: Lanes): Choice[] {
  const shortest = new Map<string, { switches: number; next: number | undefined }>()
  const simplify = (taken: readonly number[], last: number): number => {
    const key = `${taken.join()} ${last}`
    const known = shortest.get(key)
    if (known !== undefined) return known.switches
    let best: { switches: number; next: number | undefined } = { switches: 0, next: undefined }
    for (const lane of lanes.ready(taken)) {
      const switches = simplify(after(taken, lane), lane) + (last === -1 || last === lane ? 0 : 1)
      if (best.next === undefined || switches < best.switches) best = { switches, next: lane }
    }
    shortest.set(key, best)
    return best.switches
  }
  simplify(none(lanes), -1)
  const simplest: Choice[] = []
  for (let taken = none(lanes), last = -1; ;) {
    const next = shortest.get(`${taken.join()} ${last}`)!.next
    if (next === undefined) return simplest
    simplest.push(lanes.choiceAt(next, taken[next]!))
    taken = after(taken, next)
    last = next
  }
}

function listOrders(lanes: Lanes, taken: readonly number[]): Choice[][] {
  const next = lanes.ready(taken)
  if (next.length === 0) return [[]]
  return next.flatMap((lane) => {
    const choice = lanes.choiceAt(lane, taken[lane]!)
    return listOrders(lanes, after(taken, lane)).map((rest) => [choice, ...rest])
  })
}
