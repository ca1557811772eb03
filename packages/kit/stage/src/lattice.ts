import type { OutcomeCounts, OutcomeKind, RaceMap } from './events.ts'
import { actorOf, stepWords } from './schedule.ts'

/** How many orders pass here, by how they end. */
interface Passing {
  /** Steps that the first actor has taken. */
  x: number
  /** Steps that the second actor has taken. */
  y: number
  orders: number
  counts: OutcomeCounts
}

export interface LatticePlace extends Passing {
  /** How many orders end here. */
  ends: number
}

export interface LatticeEdge extends Passing {
  /** Whose step it is; `x` and `y` say where it begins. */
  along: 'x' | 'y'
}

/** The orders of two actors as paths: a step of the first goes right, one of the second down. */
export interface Lattice {
  actors: [string, string]
  /** What the steps are, as far as they are the same in all orders; empty where they are not. */
  labels: { x: string[]; y: string[] }
  places: LatticePlace[]
  edges: LatticeEdge[]
}

/**
 * Counts through which places the orders of a race go.
 *
 * @returns undefined for other than two actors, and when the orders were too many to list.
 */
export function latticeOf(map: RaceMap): Lattice | undefined {
  const [first, second, ...others] = map.actors
  if (first === undefined || second === undefined || others.length > 0) return undefined
  if (map.outcomes.some(({ orders }) => orders === undefined)) return undefined
  const places = new Map<string, LatticePlace>()
  const edges = new Map<string, LatticeEdge>()
  const seen: Record<'x' | 'y', Set<string>[]> = { x: [], y: [] }
  for (const { kind, orders = [] } of map.outcomes) {
    for (const order of orders) {
      let [x, y] = [0, 0]
      passPlace(x, y)
      for (const word of stepWords(order)) {
        const along = actorOf(word) === first ? 'x' : 'y'
        const edge = { x, y, along, orders: 0, counts: {} } as const
        pass(edges, `${along} ${x} ${y}`, edge, kind)
        const taken = along === 'x' ? x : y
        ;(seen[along][taken] ??= new Set()).add(word.replace(/\(.*/, '('))
        if (along === 'x') x += 1
        else y += 1
        passPlace(x, y)
      }
      places.get(`${x} ${y}`)!.ends += 1

      function passPlace(atX: number, atY: number): void {
        const place = { x: atX, y: atY, orders: 0, counts: {}, ends: 0 }
        pass(places, `${atX} ${atY}`, place, kind)
      }
    }
  }
  return {
    actors: [first, second],
    labels: {
      x: labelsOf(seen.x, map.steps[first] ?? []),
      y: labelsOf(seen.y, map.steps[second] ?? []),
    },
    places: [...places.values()],
    edges: [...edges.values()],
  }
}

/** The places that an order goes through, from the first one on. */
export function pathOf(order: string, lattice: Lattice): { x: number; y: number }[] {
  const path = [{ x: 0, y: 0 }]
  for (const word of stepWords(order)) {
    const { x, y } = path.at(-1)!
    path.push(actorOf(word) === lattice.actors[0] ? { x: x + 1, y } : { x, y: y + 1 })
  }
  return path
}

function pass<P extends Passing>(
  known: Map<string, P>,
  key: string,
  fresh: P,
  kind: OutcomeKind,
): void {
  const passing = known.get(key) ?? fresh
  known.set(key, passing)
  passing.orders += 1
  passing.counts[kind] = (passing.counts[kind] ?? 0) + 1
}

/** A timer that fires is no statement: behind one that fires only sometimes, no step has a name. */
function labelsOf(seen: readonly Set<string>[], steps: readonly string[]): string[] {
  let next: number | undefined = 0
  return seen.map((words) => {
    const dies = words.has('crash(')
    const fires = words.has('fire(')
    const isStep = [...words].some((word) => !word.endsWith('('))
    const statement = isStep && next !== undefined ? (steps[next] ?? '') : ''
    if (isStep && fires) next = undefined
    else if (isStep && next !== undefined) next += 1
    return [statement, fires ? 'its timer fires' : '', dies ? 'it dies' : '']
      .filter(Boolean)
      .join(', or ')
  })
}
