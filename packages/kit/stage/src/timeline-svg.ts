import type { Timeline } from '@lab/conductor'
import { createEventLayout } from './event-layout.ts'
import type { Verdict } from './events.ts'
import { linesSvg } from './svg-drawing.ts'

/**
 * Draws a recorded run and its verdict as a self-contained SVG file.
 *
 * @param picture.columns - Letters per line, from 40; 100 by default.
 */
export function timelineSvg(picture: {
  title: string
  timeline: Timeline
  verdict?: Verdict
  columns?: number
}): string {
  const { title, timeline, verdict, columns = 100 } = picture
  const layout = createEventLayout({ width: columns, milliseconds: 'hidden' })
  const lines = [
    ...layout
      .lines({ type: 'timeline', title, schedule: timeline.schedule, actors: timeline.actors })
      .slice(1),
    ...timeline.moments.flatMap((moment) => layout.lines(moment)),
    ...layout.lines({ type: 'invariant', violation: timeline.violation }),
    ...(verdict === undefined ? [] : layout.lines(verdict)),
  ]
  return linesSvg(lines, columns, verdict === undefined ? title : `${title}. ${verdict.text}`)
}
