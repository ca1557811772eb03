import { useEffect, useMemo, useState } from 'react'
import { latticeOf } from '@lab/stage/lattice'
import type { Lab } from '../lab.ts'
import { LatticeView } from './lattice-view.tsx'
import { listedOrders } from './listed-orders.ts'
import { OrderCells } from './order-cells.tsx'
import { OrderPlayer } from './order-player.tsx'
import { OutcomeList } from './outcome-list.tsx'
import { RunNote } from './run-note.tsx'
import type { RacePlace } from './use-attempt.ts'
import type { RaceMapState } from './use-race-map.ts'
import './race-map.css'

export interface MapViewProps {
  lab: Lab
  place: RacePlace
  races: RaceMapState
  /** The order that is played. */
  order: string | undefined
  onOrder(order: string): void
}

/** Shows every order of a race by its outcome, and plays the one that is picked. */
export function MapView({ lab, place, races, order, onOrder }: MapViewProps) {
  const { run, map, load } = races
  const [filter, setFilter] = useState<number | undefined>(undefined)
  const [pointed, setPointed] = useState<string | undefined>(undefined)
  useEffect(() => {
    if (run.state === 'idle') load()
  }, [])
  const lattice = useMemo(() => map && latticeOf(map), [map])
  const all = useMemo(() => (map ? listedOrders(map) : []), [map])
  const listed = useMemo(
    () => (filter === undefined ? all : all.filter(({ outcome }) => outcome === filter)),
    [all, filter],
  )
  if (map === undefined) {
    return (
      <>
        <RunNote run={run} doing="running every order …" />
        {run.state === 'failed' && (
          <button type="button" onClick={load}>
            Try again
          </button>
        )}
      </>
    )
  }
  return (
    <>
      <p>
        {map.schedules.toLocaleString('en')} orders of {map.actors.join(', ')}.{' '}
        {map.exhaustive
          ? 'These are all there are.'
          : 'There are more: these are the ones within the bound of this race’s exploration.'}
      </p>
      <div className={lattice === undefined ? 'race-map' : 'race-map with-lattice'}>
        {lattice && (
          <LatticeView lattice={lattice} race={map.race} order={pointed ?? order ?? undefined} />
        )}
        <div>
          <OutcomeList map={map} filter={filter} onFilter={setFilter} onPlay={onOrder} />
          {all.length === 0 ? (
            <p>
              They are too many to show each one (the most is 5,000). Above is the simplest order of
              each outcome.
            </p>
          ) : (
            <OrderCells listed={listed} played={order} onPoint={setPointed} onPick={onOrder} />
          )}
        </div>
      </div>
      {order !== undefined && <OrderPlayer lab={lab} place={place} order={order} />}
    </>
  )
}
