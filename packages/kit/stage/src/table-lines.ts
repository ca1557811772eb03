import { textWidth } from './text-width.ts'
import type { Line } from './line.ts'
import { line, padLine } from './line.ts'
import { numberText } from './number-text.ts'
import { visibleText } from './visible-text.ts'
import { wrapText } from './wrap-text.ts'

interface Table {
  title: string
  columns: string[]
  rows: (string | number)[][]
}

const gap = 2
const longestKeptWord = 20

/** Draws a table with aligned columns; where they do not fit, each row as a list of `column: value`. */
export function tableLines(table: Table, width: number): Line[] {
  const cells = table.rows.map((row) => table.columns.map((_, index) => cellText(row[index])))
  const title =
    table.title === '' ? [] : wrapText(table.title, width).map((text) => line(text, 'title'))
  const widths = fitColumns(table.columns, cells, width)
  if (widths === undefined) return [...title, ...recordLines(table.columns, cells, width)]
  const numeric = table.columns.map((_, index) =>
    table.rows.every((row) => typeof row[index] === 'number'),
  )
  const draw = (row: string[], role: 'plain' | 'actor'): Line[] => {
    const wrapped = row.map((text, index) => wrapText(text, widths[index]!))
    const height = Math.max(...wrapped.map((lines) => lines.length))
    return Array.from({ length: height }, (_, y) =>
      wrapped.flatMap((lines, index) => {
        const text = lines[y] ?? ''
        const columns = widths[index]! + (index === row.length - 1 ? 0 : gap)
        if (!numeric[index]) return padLine(line(text, role), columns)
        const left = ' '.repeat(widths[index]! - textWidth(text))
        return padLine(line(left + text, role), columns)
      }),
    )
  }
  return [
    ...title,
    ...draw(table.columns, 'actor'),
    line(widths.map((columns) => '─'.repeat(columns)).join(' '.repeat(gap)), 'quiet'),
    ...cells.flatMap((row) => draw(row, 'plain')),
  ]
}

/** Writes a cell; the Markdown view uses it too. */
export function cellText(cell: string | number | undefined): string {
  return typeof cell === 'number' ? numberText(cell) : visibleText(cell ?? '')
}

function fitColumns(columns: string[], cells: string[][], width: number): number[] | undefined {
  const room = width - gap * (columns.length - 1)
  const widths = columns.map((name, index) =>
    Math.max(
      1,
      ...[name, ...cells.map((row) => row[index]!)].flatMap((text) =>
        text.split('\n').map((part) => textWidth(part)),
      ),
    ),
  )
  const narrowest = columns.map((name, index) =>
    Math.min(longestKeptWord, longestWord([name, ...cells.map((row) => row[index]!)])),
  )
  while (widths.reduce((sum, columns) => sum + columns, 0) > room) {
    const slack = widths.map((columns, index) => (columns > narrowest[index]! ? columns : 0))
    const widest = slack.indexOf(Math.max(...slack))
    if (slack[widest] === 0) return undefined
    widths[widest]! -= 1
  }
  return widths
}

function longestWord(texts: string[]): number {
  return Math.max(1, ...texts.flatMap((text) => text.split(/\s+/)).map((word) => textWidth(word)))
}

function recordLines(columns: string[], cells: string[][], width: number): Line[] {
  return cells.flatMap((row, index) => [
    ...(index === 0 ? [] : [line('')]),
    ...row.flatMap((text, column) =>
      wrapText(`${columns[column]}: ${text}`, width, 2).map((piece) => line(piece)),
    ),
  ])
}
