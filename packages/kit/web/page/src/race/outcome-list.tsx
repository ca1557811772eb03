import type { OutcomeKind, RaceMap } from '@lab/stage'
import { kindSigns } from '@lab/stage/order-kind'
import { kindClass } from './listed-orders.ts'

const kindTexts: Record<OutcomeKind, string> = {
  holds: 'holds',
  breaks: 'breaks',
  deadlock: 'deadlock (40P01), to be run again',
  'serialization failure': 'serialization failure (40001), to be run again',
}

export interface OutcomeListProps {
  map: RaceMap
  /** The outcome whose orders are shown; undefined for all. */
  filter: number | undefined
  onFilter(outcome: number | undefined): void
  onPlay(order: string): void
}

/** Counts the orders by how they end; choosing an outcome shows only its orders. */
export function OutcomeList({ map, filter, onFilter, onPlay }: OutcomeListProps) {
  const isListed = map.outcomes.some(({ orders }) => orders !== undefined)
  return (
    <ul className="outcomes" aria-label="Outcomes">
      {isListed && map.outcomes.length > 1 && (
        <li>
          <button
            type="button"
            aria-pressed={filter === undefined}
            onClick={() => onFilter(undefined)}
          >
            All {map.schedules.toLocaleString('en')} orders
          </button>
        </li>
      )}
      {map.outcomes.map(({ kind, endings, violation, schedules, simplest }, index) => {
        const name = (
          <>
            <span className={`outcome-sign ${kindClass(kind)}`} aria-hidden="true">
              {kindSigns[kind]}
            </span>{' '}
            {schedules.toLocaleString('en')} {schedules === 1 ? 'order' : 'orders'}:{' '}
            {kindTexts[kind]}
          </>
        )
        return (
          <li key={index}>
            {isListed ? (
              <button
                type="button"
                aria-pressed={filter === index}
                onClick={() => onFilter(filter === index ? undefined : index)}
              >
                {name}
              </button>
            ) : (
              <strong>{name}</strong>
            )}
            <span className="outcome-text">
              {Object.entries(endings)
                .map(([actor, ending]) => `${actor} ${ending}`)
                .join(' · ')}
              {kind === 'breaks' && <span className="breaks"> ✗ {violation}</span>}
            </span>
            <button type="button" className="simplest" onClick={() => onPlay(simplest)}>
              <span className="sr-only">Play the simplest: </span>
              <span aria-hidden="true">▶ </span>
              <code>{simplest}</code>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
