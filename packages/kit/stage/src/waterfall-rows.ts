import type { Waterfall, WaterfallSpan } from './events.ts'
import { numberText } from './number-text.ts'

/** A line of a waterfall: a span, or those that are folded into one. */
export interface WaterfallRow extends WaterfallSpan {
  /** How far in it stands, from 0. */
  level: number
  /** What it stands for, when it is more than itself. */
  folded: WaterfallSpan[]
}

/** More steps than these of what its process does are one row. */
const mostLeaves = 3

/** The rows from the top down: each span above those that are a part of it. */
export function waterfallRows({ spans }: Pick<Waterfall, 'spans'>): WaterfallRow[] {
  const below = Map.groupBy(spans.keys(), (place) => parentOf(spans, place))
  const rowsBelow = (parent: number | undefined, level: number): WaterfallRow[] => {
    const places = below.get(parent) ?? []
    // What another process has done is never folded.
    const leaves = places.filter((place) => {
      const { outcome, who } = spans[place]!
      return !below.has(place) && outcome !== 'error' && who === spans[parent ?? place]!.who
    })
    // One that is folded alone would take its own row.
    const hidden = leaves.length > mostLeaves + 1 ? leaves.slice(mostLeaves) : []
    return places.flatMap((place): WaterfallRow[] => {
      if (place === hidden[0]) return [foldedRow(hidden, level)]
      if (hidden.includes(place)) return []
      return [{ ...spans[place]!, level, folded: [] }, ...rowsBelow(place, level + 1)]
    })
  }
  const foldedRow = (places: number[], level: number): WaterfallRow => {
    const folded = places.map((place) => spans[place]!)
    return {
      name: `… ${numberText(folded.length)} more`,
      who: folded[0]!.who,
      startMs: Math.min(...folded.map(({ startMs }) => startMs)),
      endMs: Math.max(...folded.map(({ endMs }) => endMs)),
      level,
      folded,
    }
  }
  return rowsBelow(undefined, 0)
}

/** A span can only be a part of one that stands before it. */
function parentOf(spans: readonly WaterfallSpan[], place: number): number | undefined {
  const { parent = place } = spans[place]!
  return parent >= 0 && parent < place ? parent : undefined
}

/** How long all of it takes. */
export function waterfallMs({ spans }: Pick<Waterfall, 'spans'>): number {
  return spans.reduce((most, { endMs }) => Math.max(most, endMs), 0)
}

/** Where a span stands between the beginning of all and their end: two numbers from 0 to 1. */
export function placeOf({ startMs, endMs }: WaterfallSpan, totalMs: number): [number, number] {
  if (totalMs === 0) return [0, 1]
  const within = (ms: number) => Math.min(1, Math.max(0, ms / totalMs))
  return [within(startMs), within(Math.max(startMs, endMs))]
}

/** The processes, each once: their colours are in this order. */
export function waterfallParties({ spans }: Pick<Waterfall, 'spans'>): string[] {
  return [...new Set(spans.map(({ who }) => who))]
}

export function durationText({ startMs, endMs }: WaterfallSpan): string {
  const ms = Math.max(0, endMs - startMs)
  return ms < 10 ? ms.toFixed(1) : numberText(Math.round(ms))
}

/** What stands below the last span that is kept. */
export function omittedSpans({ omitted = 0 }: Pick<Waterfall, 'omitted'>): string[] {
  return omitted > 0 ? [`... (${omitted.toLocaleString('en-US')} more spans)`] : []
}
