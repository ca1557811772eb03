import type { OutcomeCounts, OutcomeKind, RaceMap } from './events.ts'
import type { Lattice, LatticeEdge, LatticePlace } from './lattice.ts'
import { kindSigns } from './order-kind.ts'

/** What orders of a kind do: they `break`. */
export const losingWords: Record<OutcomeKind, string> = {
  holds: 'hold',
  breaks: 'break',
  deadlock: 'end in a deadlock (40P01: run again)',
  'serialization failure': 'fail to serialize (40001: run again)',
}

/** Says in words what passes at a place. */
export function placeText(lattice: Lattice, place: LatticePlace): string {
  const [first, second] = lattice.actors
  const ends = place.ends > 0 ? `; ${place.ends} end here` : ''
  const where = `${steps(place.x)} of ${first}, ${steps(place.y)} of ${second}`
  return `${where}: ${countsText(place.orders, place.counts)}${ends}`
}

/** Says in words what passes along an edge. */
export function edgeText(lattice: Lattice, edge: LatticeEdge): string {
  const actor = lattice.actors[edge.along === 'x' ? 0 : 1]
  const taken = edge[edge.along]
  const label = lattice.labels[edge.along][taken]
  const step = `${actor}, step ${taken + 1}${label ? ` (${label})` : ''}`
  return `${step}: ${countsText(edge.orders, edge.counts)}`
}

/** How many orders lose, and how: `92 orders: ✗ 80 break, ✓ 12 hold`. */
export function countsText(orders: number, counts: OutcomeCounts): string {
  const kinds = Object.keys(losingWords).toReversed() as OutcomeKind[]
  const parts = kinds.flatMap((kind) => {
    const count = counts[kind]
    return count === undefined ? [] : `${kindSigns[kind]} ${count} ${losingWords[kind]}`
  })
  return `${orders} ${orders === 1 ? 'order' : 'orders'}: ${parts.join(', ')}`
}

/** Counts the orders of a map by how they end. */
export function countsOf(map: RaceMap): OutcomeCounts {
  const counts: OutcomeCounts = {}
  for (const { kind, schedules } of map.outcomes) counts[kind] = (counts[kind] ?? 0) + schedules
  return counts
}

function steps(count: number): string {
  return `${count} ${count === 1 ? 'step' : 'steps'}`
}
