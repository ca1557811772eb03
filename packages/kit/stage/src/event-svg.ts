import { createEventLayout } from './event-layout.ts'
import type { Exchange, Listing, Tree, Waterfall } from './events.ts'
import { exchangeWords } from './exchange-words.ts'
import { lineWidth } from './line.ts'
import { linesSvg } from './svg-drawing.ts'
import { treeWords } from './tree-words.ts'
import { waterfallWords } from './waterfall-words.ts'

const narrowest = 40

/**
 * Draws an exchange, a tree, a waterfall or a listing as a self-contained SVG file, without what is
 * measured; a waterfall is all of it.
 *
 * @param options.columns - Letters per line at most, from 40; 100 by default.
 */
export function eventSvg(
  event: Exchange | Tree | Waterfall | Listing,
  { columns = 100 }: { columns?: number } = {},
): string {
  const layout = createEventLayout({ width: columns, milliseconds: 'hidden' })
  const lines = layout.lines(event).slice(1)
  const widest = Math.max(narrowest, ...lines.map(lineWidth))
  return linesSvg(lines, Math.min(columns, widest), event.title, spokenWords(event))
}

/** Arrows and guides are read as words. */
function spokenWords(event: Exchange | Tree | Waterfall | Listing): string[] | undefined {
  switch (event.type) {
    case 'exchange':
      return exchangeWords(event)
    case 'tree':
      return treeWords(event)
    case 'waterfall':
      return waterfallWords(event)
    case 'listing':
      return undefined
  }
}
