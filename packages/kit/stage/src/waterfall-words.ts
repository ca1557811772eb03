import type { Waterfall } from './events.ts'
import { durationText, omittedSpans, waterfallRows } from './waterfall-rows.ts'

/** Tells a waterfall a row a line, for a reader who does not see its bars: `level 2: charge, orchestrator: from 24 ms, 4.2 ms`. */
export function waterfallWords(waterfall: Omit<Waterfall, 'type'>): string[] {
  return [
    ...waterfallRows(waterfall).map((row) => {
      const { level, name, who, startMs, outcome } = row
      const failed = outcome === 'error' ? ', failed' : ''
      const times = `from ${Math.round(startMs)} ms, ${durationText(row)} ms`
      return `level ${level + 1}: ${name}, ${who}: ${times}${failed}`
    }),
    ...omittedSpans(waterfall),
  ]
}
