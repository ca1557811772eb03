import { createElement, memo, useMemo, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import {
  edgeText,
  latticeDrawing,
  pathMarks,
  pathOf,
  placeMark,
  placeText,
} from '@lab/stage/lattice'
import type { Lattice, LatticePlace, SvgNode } from '@lab/stage/lattice'
import type { OutcomeCounts } from '@lab/stage'
import { shareVariables } from '../share-variables.ts'
import { useWidth } from './use-width.ts'

/** How all orders of the race end. */
function countsOfAll({ places }: Lattice): OutcomeCounts {
  return places.find(({ x, y }) => x === 0 && y === 0)?.counts ?? {}
}

interface Place {
  x: number
  y: number
}

const steps: Record<string, Place> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
}

export interface LatticeViewProps {
  lattice: Lattice
  race: string
  /** Its path is drawn bold. */
  order: string | undefined
}

/** Draws the orders of two actors as paths; says what passes at the place that is pointed at. */
export const LatticeView = memo(function LatticeView({ lattice, race, order }: LatticeViewProps) {
  const [box, width] = useWidth()
  const [at, setAt] = useState<Place | undefined>(undefined)
  const [edge, setEdge] = useState<string | undefined>(undefined)
  const { drawing, under, over } = useMemo(() => {
    const drawn = latticeDrawing(lattice, width)
    return { drawing: drawn, under: drawn.under.map(toElement), over: drawn.over.map(toElement) }
  }, [lattice, width])
  const path = order === undefined ? undefined : pathMarks(drawing, pathOf(order, lattice))
  const pointed =
    edge === undefined ? undefined : lattice.edges.find((one) => edgeName(one) === edge)
  const place = at && placeAt(lattice, at)
  const press = (event: KeyboardEvent) => {
    const by = steps[event.key]
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    // The scene's player listens to the same keys.
    event.stopPropagation()
    const from = at ?? { x: 0, y: 0 }
    const to = { x: from.x + by.x, y: from.y + by.y }
    if (placeAt(lattice, to) === undefined) return
    setAt(to)
    setEdge(undefined)
  }
  return (
    <figure className="lattice" ref={box}>
      <div className="lattice-scroll">
        <svg
          width={drawing.width}
          height={drawing.height}
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          style={shareVariables(countsOfAll(lattice))}
          role="application"
          tabIndex={0}
          aria-label={`Orders of ${race} as paths; arrow keys go from place to place`}
          aria-describedby="lattice-at"
          onKeyDown={press}
          onFocus={() => setAt((now) => now ?? { x: 0, y: 0 })}
          onPointerOver={(event) => {
            const target = event.target as Element
            const pointed = placeOf(target)
            if (pointed !== undefined) setAt(pointed)
            setEdge(target.getAttribute('data-edge') ?? undefined)
          }}
        >
          <g>{under}</g>
          {path && toElement(path.line)}
          <g>{over}</g>
          <g className="marks">
            {path?.rings.map(toElement)}
            {place && toElement(placeMark(drawing, place))}
          </g>
        </svg>
      </div>
      <figcaption id="lattice-at" aria-live="polite">
        {captionText(lattice, pointed, place)}
      </figcaption>
    </figure>
  )
})

/** The place that an element draws; undefined for an edge and for the ground. */
function placeOf(element: Element): Place | undefined {
  const name = element.closest('[data-place]')?.getAttribute('data-place') ?? ''
  const [x, y] = name.split(' ').map(Number)
  return x === undefined || y === undefined ? undefined : { x, y }
}

function placeAt({ places }: Lattice, { x, y }: Place): LatticePlace | undefined {
  return places.find((one) => one.x === x && one.y === y)
}

/** Says what passes through the edge or the place that is pointed at. */
function captionText(
  lattice: Lattice,
  edge: Lattice['edges'][number] | undefined,
  place: LatticePlace | undefined,
): string {
  if (edge) return edgeText(lattice, edge)
  if (place) return placeText(lattice, place)
  const [right, down] = lattice.actors
  return `A step of ${right} goes right, a step of ${down} goes down.`
}

function edgeName({ along, x, y }: Lattice['edges'][number]): string {
  return `${along} ${x} ${y}`
}

function toElement(node: SvgNode | string, key?: number): ReactNode {
  if (typeof node === 'string') return node
  const attributes = Object.entries(node.attributes).map(([name, value]) => [
    name === 'class' ? 'className' : name.startsWith('data-') ? name : camelCase(name),
    value,
  ])
  return createElement(
    node.tag,
    { key, ...Object.fromEntries(attributes) },
    ...node.children.map((child, index) => toElement(child, index)),
  )
}

function camelCase(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
