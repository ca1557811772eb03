import type { Waterfall } from './events.ts'
import type { Line, Role } from './line.ts'
import { line, padLine } from './line.ts'
import { numberText } from './number-text.ts'
import { textWidth } from './text-width.ts'
import { valueText } from './tree-columns.ts'
import {
  durationText,
  omittedSpans,
  placeOf,
  waterfallMs,
  waterfallParties,
  waterfallRows,
} from './waterfall-rows.ts'
import type { WaterfallRow } from './waterfall-rows.ts'
import { wrapText } from './wrap-text.ts'

interface Columns {
  /** Of all. */
  width: number
  label: number
  who: number
  bars: number
  duration: number
}

const gap = 2
const widest = 100
const fewestBars = 16

/**
 * Draws a waterfall: a bar for each span beside its name, its process and its milliseconds; where
 * there is no room beside, below them. Its times are measured, and it has nothing without them.
 */
export function waterfallLines(
  waterfall: Omit<Waterfall, 'type'>,
  { width: given }: { width: number },
): Line[] {
  const width = Math.min(given, widest)
  const totalMs = waterfallMs(waterfall)
  const parties = waterfallParties(waterfall)
  const rows = waterfallRows(waterfall)
  const columns = columnsOf(rows, width)
  const isBeside = columns.bars >= fewestBars
  const draw = (row: WaterfallRow) => {
    const party = parties.indexOf(row.who)
    const role: Role = row.outcome === 'error' ? 'error' : `series-${party % 8}`
    return isBeside
      ? besideLines(row, columns, totalMs, role)
      : belowLines(row, width, totalMs, role)
  }
  return [
    ...wrapText(waterfall.title, given).map((text) => line(text, 'title')),
    isBeside ? axisLine(columns, totalMs) : line(`${numberText(Math.round(totalMs))} ms`, 'quiet'),
    ...rows.flatMap(draw),
    ...omittedSpans(waterfall).map((text) => line(text, 'quiet')),
  ]
}

function columnsOf(rows: readonly WaterfallRow[], width: number): Columns {
  const most = (texts: string[]) => Math.max(0, ...texts.map(textWidth))
  const names = rows.map((row) => `${indentOf(row, width)}${nameOf(row)}`)
  const label = Math.min(Math.floor(width * 0.4), most(names))
  const who = Math.min(Math.floor(width / 4), most(rows.map((row) => valueText(row.who))))
  const duration = most(['ms', ...rows.map(durationText)])
  return { width, label, who, duration, bars: width - label - who - duration - 3 * gap }
}

const nameOf = ({ name, outcome }: WaterfallRow) =>
  `${outcome === 'error' ? '✗ ' : ''}${valueText(name)}`

/** What is deep inside stands no further in than there is room for its name. */
const indentOf = ({ level }: WaterfallRow, width: number) =>
  ' '.repeat(Math.min(2 * level, Math.floor(width / 5)))

function nameLines(row: WaterfallRow, width: number, whole: number): Line[] {
  const indent = indentOf(row, whole)
  const role: Role = row.outcome === 'error' ? 'error' : row.folded.length > 0 ? 'quiet' : 'plain'
  return wrapText(nameOf(row), Math.max(1, width - indent.length)).map((text) => [
    { text: indent, role: 'plain' },
    { text, role },
  ])
}

function axisLine({ label, who, bars, duration }: Columns, totalMs: number): Line {
  const end = numberText(Math.round(totalMs))
  const axis = `0${end.padStart(bars - 1)}`
  const before = ' '.repeat(label + who + 2 * gap)
  return line(`${before}${axis}${' '.repeat(gap)}${'ms'.padStart(duration)}`, 'quiet')
}

function besideLines(row: WaterfallRow, columns: Columns, totalMs: number, role: Role): Line[] {
  const { width, label, who, bars, duration } = columns
  const [first, ...more] = nameLines(row, label, width)
  const [process] = wrapText(valueText(row.who), Math.max(1, who))
  const spans: Line = [...padLine(first!, label + gap), { text: process!, role }]
  const end = `${' '.repeat(gap)}${durationText(row).padStart(duration)}`
  const beside = padLine(spans, label + who + 2 * gap)
  return [[...beside, ...bar(row, bars, totalMs, role), { text: end, role: 'plain' }], ...more]
}

function belowLines(row: WaterfallRow, width: number, totalMs: number, role: Role): Line[] {
  const duration = `${durationText(row)} ms`
  const room = width - duration.length - 1
  const lines = nameLines({ ...row, name: `${row.name} · ${row.who}` }, room, width)
  const first: Line = [
    ...padLine(lines[0]!, width - duration.length),
    { text: duration, role: 'plain' },
  ]
  return [first, ...lines.slice(1), bar(row, width, totalMs, role)]
}

/** What is too short to be seen has one letter. */
function bar(row: WaterfallRow, width: number, totalMs: number, role: Role): Line {
  const [from, to] = placeOf(row, totalMs)
  const start = Math.min(width - 1, Math.floor(from * width))
  const end = Math.min(width, Math.max(start + 1, Math.ceil(to * width)))
  return [
    { text: ' '.repeat(start), role: 'plain' },
    { text: '█'.repeat(end - start), role },
    { text: ' '.repeat(width - end), role: 'plain' },
  ]
}
