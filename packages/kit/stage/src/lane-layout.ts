import type { Moment } from '@lab/conductor'
import { textWidth } from './text-width.ts'
import type { Line } from './line.ts'
import { line, padLine } from './line.ts'
import { momentLines } from './moment-lines.ts'
import { visibleText } from './visible-text.ts'
import { wrapText } from './wrap-text.ts'

const gap = 3
const narrowestLane = 24

/** How a timeline's actors share the width: a lane each, or one column with names when there is no room. */
export interface Lanes {
  actors: string[]
  width: number
  kind: 'side-by-side' | 'one-column'
  /** Columns of the text of a lane. */
  laneWidth: number
  /** Columns before the text when there is one column: the actor's name. */
  nameWidth: number
}

export function arrangeLanes(actors: string[], width: number): Lanes {
  const laneWidth = Math.floor((width - gap * (actors.length - 1)) / Math.max(actors.length, 1))
  if (laneWidth >= narrowestLane || (actors.length === 1 && width > 40)) {
    return { actors, width, kind: 'side-by-side', laneWidth, nameWidth: 0 }
  }
  const longest = Math.max(0, ...actors.map((actor) => textWidth(visibleText(actor))))
  const nameWidth = Math.min(longest + 2, Math.floor(width / 3))
  return { actors, width, kind: 'one-column', laneWidth: width - nameWidth, nameWidth }
}

/** Draws the actors' names above their lanes. */
export function laneHeader(lanes: Lanes): Line[] {
  if (lanes.kind === 'one-column') return []
  const { laneWidth } = lanes
  return [
    beside(
      lanes,
      lanes.actors.map((actor) => line(clip(actor, laneWidth), 'actor')),
    ),
    beside(
      lanes,
      lanes.actors.map(() => line('─'.repeat(laneWidth), 'quiet')),
    ),
  ]
}

/**
 * Draws one moment. The same function serves every view.
 *
 * @param waiting - Actors that wait while this moment happens; their lanes show a bar.
 */
export function layoutMoment(
  moment: Moment,
  lanes: Lanes,
  waiting: ReadonlySet<string>,
  options: { milliseconds: 'shown' | 'hidden' },
): Line[] {
  const drawn = momentLines(moment, {
    width: lanes.laneWidth,
    milliseconds: options.milliseconds,
    repeat: lanes.kind === 'one-column' || !waiting.has(moment.actor) ? 'statement' : 'nothing',
  })
  if (lanes.kind === 'one-column') {
    return drawn.map((spans, index) => [
      ...padLine(
        line(index === 0 ? clip(moment.actor, lanes.nameWidth - 1) : '', 'actor'),
        lanes.nameWidth,
      ),
      ...spans,
    ])
  }
  return drawn.map((spans) =>
    beside(
      lanes,
      lanes.actors.map((actor) => {
        if (actor === moment.actor) return spans
        return waiting.has(actor) ? line('┃', 'waits') : []
      }),
    ),
  )
}

/** Says who waits after the moment. */
export function waitingAfter(waiting: ReadonlySet<string>, moment: Moment): Set<string> {
  const after = new Set(waiting)
  if (moment.type === 'blocked') after.add(moment.actor)
  else after.delete(moment.actor)
  return after
}

function beside(lanes: Lanes, cells: Line[]): Line {
  return cells.flatMap((cell, index) =>
    index === cells.length - 1 ? cell : padLine(cell, lanes.laneWidth + gap),
  )
}

function clip(actor: string, width: number): string {
  const name = visibleText(actor)
  if (textWidth(name) <= width) return name
  return `${wrapText(name, Math.max(1, width - 1))[0]}…`
}
