import { createElement, memo, useMemo, useState } from 'react'
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react'
import {
  edgeText,
  latticeDrawing,
  pathMarks,
  pathOf,
  placeMark,
  placeText,
  shareColours,
} from '@lab/stage/lattice'
import type { Lattice, SvgNode } from '@lab/stage/lattice'
import { useWidth } from './use-width.ts'

const colours = Object.fromEntries(
  shareColours.flatMap(({ light, dark }, index) => [
    [`--share-${index}`, `light-dark(${light.ground}, ${dark.ground})`],
    [`--on-share-${index}`, `light-dark(${light.text}, ${dark.text})`],
  ]),
) as CSSProperties

export interface LatticeViewProps {
  lattice: Lattice
  race: string
  /** Its path is drawn bold. */
  order: string | undefined
}

/** Draws the orders of two actors as paths; says what passes at the place that is pointed at. */
export const LatticeView = memo(function LatticeView({ lattice, race, order }: LatticeViewProps) {
  const [box, width] = useWidth()
  const [at, setAt] = useState<{ x: number; y: number } | undefined>(undefined)
  const [edge, setEdge] = useState<string | undefined>(undefined)
  const { drawing, under, over } = useMemo(() => {
    const drawn = latticeDrawing(lattice, width)
    return { drawing: drawn, under: drawn.under.map(toElement), over: drawn.over.map(toElement) }
  }, [lattice, width])
  const path = order === undefined ? undefined : pathMarks(drawing, pathOf(order, lattice))
  const known = (x: number, y: number) => lattice.places.find((one) => one.x === x && one.y === y)
  const pointed =
    edge === undefined ? undefined : lattice.edges.find((one) => edgeName(one) === edge)
  const place = at && known(at.x, at.y)
  const press = (event: KeyboardEvent) => {
    const by = {
      ArrowRight: { x: 1, y: 0 },
      ArrowLeft: { x: -1, y: 0 },
      ArrowDown: { x: 0, y: 1 },
      ArrowUp: { x: 0, y: -1 },
    }[event.key]
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    // The scene's player listens to the same keys.
    event.stopPropagation()
    const from = at ?? { x: 0, y: 0 }
    if (known(from.x + by.x, from.y + by.y)) {
      setAt({ x: from.x + by.x, y: from.y + by.y })
      setEdge(undefined)
    }
  }
  return (
    <figure className="lattice" ref={box}>
      <div className="lattice-scroll">
        <svg
          width={drawing.width}
          height={drawing.height}
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          style={colours}
          role="application"
          tabIndex={0}
          aria-label={`Orders of ${race} as paths; arrow keys go from place to place`}
          aria-describedby="lattice-at"
          onKeyDown={press}
          onFocus={() => setAt((now) => now ?? { x: 0, y: 0 })}
          onPointerOver={(event) => {
            const target = event.target as Element
            const [x, y] = (target.closest('[data-place]')?.getAttribute('data-place') ?? '')
              .split(' ')
              .map(Number)
            if (x !== undefined && y !== undefined) setAt({ x, y })
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
        {pointed
          ? edgeText(lattice, pointed)
          : place
            ? placeText(lattice, place)
            : `A step of ${lattice.actors[0]} goes right, a step of ${lattice.actors[1]} goes down.`}
      </figcaption>
    </figure>
  )
})

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
