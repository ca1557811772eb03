export interface SeriesLook {
  symbol: 'circle' | 'triangle' | 'square' | 'diamond'
  /** Whether the mark is filled or an outline. */
  isSolid: boolean
  /** As `stroke-dasharray`. */
  dash: string
  /** A custom property of the page. */
  colour: string
}

const symbols = ['circle', 'triangle', 'square', 'diamond'] as const
const dashes = ['none', '8 3', '2 3', '10 3 2 3']

/** How the lines of a chart differ: by mark and by dash, so that colour is not needed. */
export function seriesLook(index: number): SeriesLook {
  return {
    symbol: symbols[index % symbols.length]!,
    isSolid: index % (2 * symbols.length) < symbols.length,
    dash: dashes[index % dashes.length]!,
    colour: `var(--series-${index % (2 * symbols.length)})`,
  }
}
