import type { OutcomeCounts, OutcomeKind } from './events.ts'
import { latticeOf, pathOf } from './lattice.ts'
import type { Lattice, LatticePlace } from './lattice.ts'
import { cutText } from './cut-text.ts'
import { countsOf, countsText, edgeText, losingWords, placeText } from './lattice-text.ts'
import { shareClass, shareOf } from './share-colours.ts'
import type { SvgNode } from './svg-node.ts'

export { countsOf, countsText, edgeText, latticeOf, pathOf, placeText }
export type { Lattice, LatticePlace, OutcomeCounts, SvgNode }

export interface LatticeDrawing {
  width: number
  height: number
  /** Names of the steps, and edges. */
  under: SvgNode[]
  /** Places; they lie over the edges. */
  over: SvgNode[]
  radius: number
  /** Where a place is. */
  spot(x: number, y: number): { cx: number; cy: number }
}

const letterWidth = 6.7
const lineHeight = 14

/**
 * Draws the orders of two actors as paths from corner to corner. A place says which share of the
 * orders through it does not hold, in percent; the wider an edge, the greater its share. Classes
 * `share-0` to `share-4` colour both: none, up to a third, up to two thirds, more, all.
 *
 * @param width How wide it may become; below 480 the labels are short.
 */
export function latticeDrawing(lattice: Lattice, width: number): LatticeDrawing {
  const layout = layOut(lattice, width)
  const { legend, radius, right, xOf, yOf } = layout
  return {
    width: Math.max(legend.width, xOf(lattice.labels.x.length) + radius + right),
    height: yOf(lattice.labels.y.length) + radius + 16,
    under: [...legend.nodes, ...labelNodes(lattice, layout), ...edgeNodes(lattice, layout)],
    over: placeNodes(lattice, layout),
    radius,
    spot: (x, y) => ({ cx: xOf(x), cy: yOf(y) }),
  }
}

type Layout = ReturnType<typeof layOut>

/** Says where all stands: lengths in pixels, `xOf` and `yOf` of so many steps. */
function layOut(lattice: Lattice, width: number) {
  const columns = lattice.labels.x.length
  const isNarrow = width < 480
  const left = isNarrow ? 74 : 210
  const right = isNarrow ? 16 : 24
  const radius = isNarrow ? 13 : 15
  const room = Math.floor((width - left - radius - right) / Math.max(columns, 1))
  const column = Math.max(46, Math.min(120, room))
  const row = isNarrow ? 46 : 54
  const legend = legendOf(lattice, Math.max(width, left + columns * column + right))
  const top = legend.height + (isNarrow ? 64 : 78)
  return {
    isNarrow,
    left,
    right,
    top,
    radius,
    column,
    row,
    legend,
    xOf: (x: number) => left + x * column,
    yOf: (y: number) => top + y * row,
  }
}

function edgeNodes(lattice: Lattice, { xOf, yOf }: Layout): SvgNode[] {
  return lattice.edges.map(({ x, y, along, orders, counts }) => {
    const share = shareOf(orders, counts)
    const end = along === 'x' ? `H${xOf(x + 1)}` : `V${yOf(y + 1)}`
    return {
      tag: 'path',
      attributes: {
        d: `M${xOf(x)} ${yOf(y)}${end}`,
        'data-edge': `${along} ${x} ${y}`,
        class: `l-share-${shareClass(share)}`,
        'stroke-width': Math.round((2 + 7 * share) * 10) / 10,
      },
      children: [],
    }
  })
}

function placeNodes(lattice: Lattice, { xOf, yOf, radius }: Layout): SvgNode[] {
  return lattice.places.map(({ x, y, orders, counts, ends }) => {
    const share = shareOf(orders, counts)
    const [cx, cy] = [xOf(x), yOf(y)]
    return {
      tag: 'g',
      attributes: { 'data-place': `${x} ${y}` },
      children: [
        {
          tag: 'circle',
          attributes: { cx, cy, r: radius, class: `share-${shareClass(share)}` },
          children: [],
        },
        textNode(percent(share), cx, cy + 4, `small on-share-${shareClass(share)}`, 'middle'),
        ...(ends > 0 ? [ring(cx, cy, radius + 3.5, 'l-quiet', 1.5)] : []),
      ],
    }
  })
}

/** Names the actors, and their steps along the two sides. */
function labelNodes({ actors, labels }: Lattice, layout: Layout): SvgNode[] {
  const { isNarrow, left, top, radius, column, row, legend, xOf, yOf } = layout
  const perColumn = Math.floor((column - 6) / letterWidth)
  const perRow = Math.floor((left - radius - 14) / letterWidth)
  return [
    textNode(`${actors[0]} →`, left - radius, legend.height + 18, 'small bold plain'),
    textNode(`${cutText(actors[1], perRow - 2, 1)[0]} ↓`, 12, top + 4, 'small bold plain'),
    ...labels.x.flatMap((label, index) => {
      const lines = cutText(label, perColumn, isNarrow ? 1 : 2)
      return lines.map((line, place) =>
        textNode(
          line,
          xOf(index) + column / 2,
          top - radius - 8 - (lines.length - 1 - place) * lineHeight,
          'small quiet',
          'middle',
        ),
      )
    }),
    ...labels.y.flatMap((label, index) => {
      const lines = cutText(label, perRow, 2)
      return lines.map((line, place) =>
        textNode(
          line,
          12,
          yOf(index) + row / 2 + 4 + (place - (lines.length - 1) / 2) * lineHeight,
          'small quiet',
        ),
      )
    }),
  ]
}

/** Draws the path of an order bold: its line lies under the places, its rings over them. */
export function pathMarks(
  drawing: LatticeDrawing,
  path: readonly { x: number; y: number }[],
): { line: SvgNode; rings: SvgNode[] } {
  const spots = path.map(({ x, y }) => drawing.spot(x, y))
  const d = spots.map(({ cx, cy }, index) => `${index === 0 ? 'M' : 'L'}${cx} ${cy}`).join('')
  const style = { class: 'l-plain', fill: 'none', 'stroke-width': 4, 'stroke-linejoin': 'round' }
  return {
    line: { tag: 'path', attributes: { d, ...style }, children: [] },
    rings: spots.map(({ cx, cy }) => ring(cx, cy, drawing.radius, 'l-plain', 3)),
  }
}

/** Draws a ring around the place that is pointed at. */
export function placeMark(drawing: LatticeDrawing, place: { x: number; y: number }): SvgNode {
  const { cx, cy } = drawing.spot(place.x, place.y)
  return ring(cx, cy, drawing.radius + 6, 'l-waits', 3)
}

function legendOf(lattice: Lattice, width: number) {
  const start = lattice.places.find(({ x, y }) => x === 0 && y === 0)
  const kinds = Object.keys(losingWords) as OutcomeKind[]
  const losing = kinds.filter((kind) => kind !== 'holds' && start?.counts[kind] !== undefined)
  const words = losing.map((kind) => losingWords[kind]).join(' or ') || losingWords.breaks
  const nodes: SvgNode[] = []
  let x = 12
  for (const [index, text] of ['0', '≤33', '≤66', '<100', '100'].entries()) {
    nodes.push({
      tag: 'rect',
      attributes: { x, y: 4, width: 42, height: 18, rx: 9, class: `share-${index}` },
      children: [],
    })
    nodes.push(textNode(text, x + 21, 17, `small on-share-${index}`, 'middle'))
    x += 46
  }
  const text = `% of the orders through here that ${words}; a ring: some end here`
  const perLine = Math.floor((width - 24) / letterWidth)
  const beside = x + text.length * letterWidth <= width
  const lines = beside ? [text] : cutText(text, perLine, 3)
  lines.forEach((line, index) => {
    nodes.push(
      textNode(line, beside ? x : 12, beside ? 17 : 40 + index * lineHeight, 'small quiet'),
    )
  })
  return {
    nodes,
    width: beside ? x + Math.ceil(text.length * letterWidth) : x,
    height: beside ? 28 : 32 + lines.length * lineHeight,
  }
}

function percent(share: number): string {
  if (share === 0 || share === 1) return String(share * 100)
  return String(Math.max(1, Math.min(99, Math.round(share * 100))))
}

function ring(cx: number, cy: number, r: number, className: string, width: number): SvgNode {
  const attributes = { cx, cy, r, fill: 'none', class: className, 'stroke-width': width }
  return { tag: 'circle', attributes, children: [] }
}

function textNode(
  text: string,
  x: number,
  y: number,
  className: string,
  anchor: 'start' | 'middle' = 'start',
): SvgNode {
  const attributes = {
    x,
    y,
    class: className,
    ...(anchor === 'middle' && { 'text-anchor': anchor }),
  }
  return { tag: 'text', attributes, children: [text] }
}
