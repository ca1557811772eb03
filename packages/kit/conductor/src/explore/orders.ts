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

export function ordersOf(
  steps: readonly Step[],
  before: readonly boolean[][],
  names: readonly string[],
): Orders {
  const actors = [...new Set([...names, ...steps.map(({ choice }) => choice.actor)])]
  const laneOf = steps.map(({ choice }) => actors.indexOf(choice.actor))
  const lanes = actors.map((_, lane) =>
    steps.flatMap((__, step) => (laneOf[step] === lane ? [step] : [])),
  )
  // How many steps of each actor a step has to follow.
  const needs = before.map((earlier) =>
    lanes.map((own) => own.findLastIndex((step) => earlier[step]) + 1),
  )
  const counted = new Map<string, number>()
  const shortest = new Map<string, { switches: number; next: number | undefined }>()

  /** The actors that can go next after the given number of steps of each. */
  function ready(taken: readonly number[]): number[] {
    return lanes.flatMap((own, lane) => {
      const need = needs[own[taken[lane]!] ?? -1]
      return need?.every((count, other) => count <= taken[other]!) ? [lane] : []
    })
  }

  const after = (taken: readonly number[], lane: number) =>
    taken.map((count, index) => (index === lane ? count + 1 : count))

  function count(taken: readonly number[]): number {
    const key = taken.join()
    const known = counted.get(key)
    if (known !== undefined) return known
    const next = ready(taken)
    const sum =
      next.length === 0 ? 1 : next.reduce((total, lane) => total + count(after(taken, lane)), 0)
    counted.set(key, sum)
    return sum
  }

  function simplify(taken: readonly number[], last: number): number {
    const key = `${taken.join()} ${last}`
    const known = shortest.get(key)
    if (known !== undefined) return known.switches
    let best: { switches: number; next: number | undefined } = { switches: 0, next: undefined }
    for (const lane of ready(taken)) {
      const switches = simplify(after(taken, lane), lane) + (last === -1 || last === lane ? 0 : 1)
      if (best.next === undefined || switches < best.switches) best = { switches, next: lane }
    }
    shortest.set(key, best)
    return best.switches
  }

  function list(taken: readonly number[]): Choice[][] {
    const next = ready(taken)
    if (next.length === 0) return [[]]
    return next.flatMap((lane) => {
      const { choice } = steps[lanes[lane]![taken[lane]!]!]!
      return list(after(taken, lane)).map((rest) => [choice, ...rest])
    })
  }

  const none = actors.map(() => 0)
  simplify(none, -1)
  const simplest: Choice[] = []
  for (let taken: readonly number[] = none, last = -1; ;) {
    const next = shortest.get(`${taken.join()} ${last}`)!.next
    if (next === undefined) break
    simplest.push(steps[lanes[next]![taken[next]!]!]!.choice)
    taken = after(taken, next)
    last = next
  }
  return { count: count(none), simplest, list: () => list(none) }
}
