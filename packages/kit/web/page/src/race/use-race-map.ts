import { useMemo } from 'react'
import type { RaceMap } from '@lab/stage'
import type { Lab } from '../lab.ts'
import { useRun } from '../use-run.ts'
import type { Run } from '../use-run.ts'
import { orderTree } from './order-tree.ts'
import type { OrderTree } from './order-tree.ts'
import { listedOrders } from './listed-orders.ts'
import type { RacePlace } from './use-attempt.ts'

export interface RaceMapState {
  run: Run
  map: RaceMap | undefined
  /** All orders by their beginnings; undefined when they are not known, or too many. */
  tree: OrderTree | undefined
  load(): void
}

/** Runs every order of a race, when it is asked for. */
export function useRaceMap(lab: Lab, place: RacePlace): RaceMapState {
  const [run, start] = useRun(lab)
  const map = useMemo(() => run.events.find((event) => event.type === 'map'), [run.events])
  const tree = useMemo(() => {
    const orders = map === undefined || !map.exhaustive ? [] : listedOrders(map)
    return orders.length === 0 ? undefined : orderTree(orders.map(({ order }) => order))
  }, [map])
  return { run, map, tree, load: () => start({ do: 'map', ...place }) }
}
