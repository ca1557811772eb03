import type { OutcomeKind, RaceMap } from '@lab/stage'

export interface ListedOrder {
  order: string
  kind: OutcomeKind
  /** The outcome's place in the map. */
  outcome: number
}

/** The orders of a map, outcome by outcome; none when there are too many to list. */
export function listedOrders(map: RaceMap): ListedOrder[] {
  return map.outcomes.flatMap(({ kind, orders = [] }, outcome) =>
    orders.map((order) => ({ order, kind, outcome })),
  )
}

/** As part of a class name. */
export function kindClass(kind: OutcomeKind): string {
  return kind.replace(' ', '-')
}
