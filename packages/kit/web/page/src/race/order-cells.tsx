import { memo, useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { kindSigns } from '@lab/stage/order-kind'
import { kindClass } from './listed-orders.ts'
import type { ListedOrder } from './listed-orders.ts'

const chunkSize = 200

export interface OrderCellsProps {
  listed: readonly ListedOrder[]
  /** The order that is played below. */
  played: string | undefined
  /** Hears which order the keys or the pointer are at. */
  onPoint(order: string | undefined): void
  onPick(order: string): void
}

/** A cell for each order. Arrow keys go from cell to cell, Enter plays one. */
export const OrderCells = memo(function OrderCells(props: OrderCellsProps) {
  const { listed, played, onPoint, onPick } = props
  const { at, setAt, box, goTo, placeAfter } = useCursor(listed, onPoint)
  const chunks = useMemo(() => chunksOf(listed), [listed])
  const current = listed[at]

  const press = (event: KeyboardEvent) => {
    const next = placeAfter(event.key)
    const plays = event.key === 'Enter' || event.key === ' '
    if ((next === undefined && !plays) || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    // The scene's player listens to the same keys.
    event.stopPropagation()
    if (next !== undefined) goTo(next)
    else if (current) onPick(current.order)
  }
  const point = (event: PointerEvent) => {
    const place = placeOf(event)
    if (place !== undefined) onPoint(listed[place]?.order)
  }
  return (
    <>
      <div
        ref={box}
        className="order-cells"
        role="listbox"
        tabIndex={0}
        aria-label={`${listed.length} orders`}
        aria-activedescendant={current && `order-${at}`}
        onKeyDown={press}
        onFocus={() => onPoint(current?.order)}
        onPointerOver={point}
        onPointerLeave={() => onPoint(undefined)}
        onClick={(event) => {
          const place = placeOf(event)
          if (place === undefined) return
          setAt(place)
          onPick(listed[place]!.order)
        }}
      >
        {chunks.map(({ from, orders }) => (
          <Chunk
            key={from}
            from={from}
            orders={orders}
            at={at >= from && at < from + orders.length ? at : undefined}
            played={orders.some(({ order }) => order === played) ? played : undefined}
          />
        ))}
      </div>
      <p className="quiet order-at" aria-hidden="true">
        {current && `${kindSigns[current.kind]} ${current.kind}: ${current.order}`}
      </p>
    </>
  )
})

/** The cell that the keys are at; it is kept in sight. */
function useCursor(listed: readonly ListedOrder[], onPoint: OrderCellsProps['onPoint']) {
  const [at, setAt] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => setAt(0), [listed])
  const cell = (place: number) =>
    box.current?.querySelector<HTMLElement>(`[data-order="${place}"]`) ?? undefined
  return {
    at,
    setAt,
    box,
    goTo(next: number) {
      const place = Math.max(0, Math.min(next, listed.length - 1))
      setAt(place)
      onPoint(listed[place]?.order)
      cell(place)?.scrollIntoView({ block: 'nearest' })
    },
    /** Where a key leads; undefined for keys that lead nowhere. */
    placeAfter(key: string): number | undefined {
      const leads: Record<string, () => number> = {
        ArrowRight: () => at + 1,
        ArrowLeft: () => at - 1,
        ArrowDown: () => at + cellsInRow(cell(0)),
        ArrowUp: () => at - cellsInRow(cell(0)),
        Home: () => 0,
        End: () => listed.length - 1,
      }
      return leads[key]?.()
    },
  }
}

/** The place of the cell that the pointer is at. */
function placeOf(event: { target: EventTarget }): number | undefined {
  const found = (event.target as Element).closest<HTMLElement>('[data-order]')
  return found === null ? undefined : Number(found.dataset['order'])
}

interface ChunkProps {
  from: number
  orders: readonly ListedOrder[]
  at: number | undefined
  played: string | undefined
}

/** Drawn again only when the cursor comes or goes; the browser skips those out of sight. */
const Chunk = memo(function Chunk({ from, orders, at, played }: ChunkProps) {
  return (
    <div className="order-chunk" role="presentation">
      {orders.map(({ order, kind }, index) => (
        <span
          key={order}
          id={`order-${from + index}`}
          data-order={from + index}
          role="option"
          aria-selected={order === played}
          aria-label={`${kind}: ${order}`}
          className={`order-cell ${kindClass(kind)}${from + index === at ? ' at' : ''}`}
        >
          {kindSigns[kind]}
        </span>
      ))}
    </div>
  )
})

function chunksOf(listed: readonly ListedOrder[]) {
  return Array.from({ length: Math.ceil(listed.length / chunkSize) }, (_, index) => ({
    from: index * chunkSize,
    orders: listed.slice(index * chunkSize, (index + 1) * chunkSize),
  }))
}

function cellsInRow(cell: HTMLElement | undefined): number {
  const chunk = cell?.parentElement
  if (!cell || !chunk) return 1
  const top = cell.offsetTop
  const cells = [...chunk.children] as HTMLElement[]
  const second = cells.findIndex((one) => one.offsetTop > top)
  return second === -1 ? cells.length : second
}
