import type { Moment } from '@lab/conductor'
import { chartLines } from './chart-lines.ts'
import type { ServerLabel, StageEvent } from './events.ts'
import { exchangeLines } from './exchange-lines.ts'
import { createImplicitSteps } from './implicit-steps.ts'
import type { Lanes } from './lane-layout.ts'
import { arrangeLanes, laneHeader, layoutMoment, waitingAfter } from './lane-layout.ts'
import type { Line } from './line.ts'
import { line } from './line.ts'
import { listingLines } from './listing-lines.ts'
import { tableLines } from './table-lines.ts'
import { treeLines } from './tree-lines.ts'
import { verdictLines } from './verdict-lines.ts'
import { waterfallLines } from './waterfall-lines.ts'
import { wrapText } from './wrap-text.ts'

/** Lays out one event after another as lines of text; remembers the lanes and who waits in them. */
export interface EventLayout {
  lines(event: StageEvent): Line[]
}

const widestProse = 88
const blank = line('')

export function createEventLayout(options: {
  width: number
  milliseconds: 'shown' | 'hidden'
}): EventLayout {
  const { width } = options
  let lanes: Lanes = arrangeLanes([], width)
  let waiting: ReadonlySet<string> = new Set()
  let implicit = createImplicitSteps()
  const prose = proseLines(width)
  const draw = (moments: Moment[]) =>
    moments.flatMap((moment) => {
      const lines = layoutMoment(moment, lanes, waiting, options)
      waiting = waitingAfter(waiting, moment)
      return lines
    })

  return {
    lines(event) {
      switch (event.type) {
        case 'demo':
          return demoLines(event, prose)
        case 'scene':
          return [blank, ...prose(`━━ ${event.title} (${event.id})`, 'title')]
        case 'say':
          return [blank, ...prose(event.text)]
        case 'timeline':
          lanes = arrangeLanes(event.actors, width)
          waiting = new Set()
          implicit = createImplicitSteps()
          return [blank, ...timelineTitle(event, prose), ...laneHeader(lanes)]
        case 'invariant':
          return [...draw(implicit.end()), ...violationLines(event.violation, prose)]
        case 'table':
          return [blank, ...tableLines(event, width)]
        case 'chart':
          return [blank, ...chartLines(event, width)]
        case 'exchange':
          return [blank, ...exchangeLines(event, options)]
        case 'tree':
          return [blank, ...treeLines(event, options)]
        case 'waterfall':
          return [blank, ...waterfallLines(event, options)]
        case 'listing':
          return [blank, ...listingLines(event, width)]
        case 'race':
        case 'map':
        case 'attempt':
        case 'progress':
          return []
        case 'verdict':
          return [blank, ...verdictLines(event, width)]
        default:
          return draw(implicit.add(event))
      }
    },
  }
}

function timelineTitle(
  { title, schedule }: Extract<StageEvent, { type: 'timeline' }>,
  prose: ReturnType<typeof proseLines>,
): Line[] {
  return [...prose(title, 'title'), ...prose(`order: ${schedule}`, 'quiet')]
}

function violationLines(violation: string | undefined, prose: ReturnType<typeof proseLines>) {
  return violation === undefined ? [] : prose(`✗ ${violation}`, 'error')
}

function demoLines(
  { id, title, question, servers, part }: Extract<StageEvent, { type: 'demo' }>,
  prose: ReturnType<typeof proseLines>,
): Line[] {
  return [
    ...prose([id, ...servers.map(serverText)].join(' · '), 'quiet'),
    ...(part === undefined ? [] : prose(partText(part), 'quiet')),
    ...prose(title, 'title'),
    ...prose(question),
  ]
}

function partText({ scenes, of }: { scenes: number; of: number }): string {
  return `${scenes} of ${of} scenes; --all plays every one`
}

/** Writes where a server comes from: `PostgreSQL 18.4 (embedded)`. */
export function serverText({ name, version, source }: ServerLabel): string {
  return [name, version, `(${source})`].filter(Boolean).join(' ')
}

function proseLines(width: number) {
  return (text: string, role: 'plain' | 'title' | 'quiet' | 'error' = 'plain'): Line[] =>
    wrapText(text, Math.min(width, widestProse)).map((piece) => line(piece, role))
}
