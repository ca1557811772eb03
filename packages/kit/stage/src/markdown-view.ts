import { cellText } from './table-lines.ts'
import { createEventLayout } from './event-layout.ts'
import { escaped, fenced } from './markdown-text.ts'
import { listingMarkdown } from './listing-markdown.ts'
import type { StageEvent, Verdict } from './events.ts'
import { lineText } from './line.ts'
import { verdictHeading, verdictNumbers } from './verdict-lines.ts'
import type { View } from './view.ts'

export { listingMarkdown }

const width = 100

/**
 * Writes a demo as Markdown: swimlanes and charts as text of 100 columns, tables as tables. Leaves
 * out what differs from run to run: milliseconds, progress and, without headings, the servers.
 *
 * @param options.headings - `hidden` for the transcript of one scene inside a README.
 */
export function createMarkdownView(
  write: (text: string) => void | Promise<void>,
  options: { headings: 'shown' | 'hidden' } = { headings: 'shown' },
): View {
  const layout = createEventLayout({ width, milliseconds: 'hidden' })
  let drawing: string[] | undefined
  let written = false
  const block = async (text: string) => {
    await write(written ? `\n${text}\n` : `${text}\n`)
    written = true
  }
  const closeDrawing = async () => {
    if (drawing === undefined) return
    const lines = drawing
    drawing = undefined
    await block(fenced(lines))
  }

  return {
    async show(event) {
      const lines = layout.lines(event).map(lineText)
      if (isInTimeline(event)) {
        drawing ??= []
        drawing.push(...lines.filter((text) => text !== '' || event.type !== 'timeline'))
        return
      }
      await closeDrawing()
      const text = eventMarkdown(event, lines, options.headings)
      if (text !== undefined) await block(text)
    },
    end: closeDrawing,
  }
}

function isInTimeline(event: StageEvent): boolean {
  return [
    'timeline',
    'step',
    'blocked',
    'resumed',
    'crashed',
    'finished',
    'failed',
    'invariant',
  ].includes(event.type)
}

function eventMarkdown(
  event: StageEvent,
  lines: string[],
  headings: 'shown' | 'hidden',
): string | undefined {
  switch (event.type) {
    case 'demo':
      return headings === 'shown'
        ? `# ${escaped(event.title)}\n\n${escaped(event.question)}`
        : undefined
    case 'scene':
      return headings === 'shown' ? `## ${escaped(event.title)}` : undefined
    case 'say':
      return escaped(event.text)
    case 'table':
      return tableMarkdown(event)
    case 'chart':
    case 'exchange':
    case 'tree':
    case 'waterfall':
      return fenced(lines.filter((text, index) => text !== '' || index > 0))
    case 'listing':
      return listingMarkdown(event)
    case 'verdict':
      return verdictMarkdown(event)
    default:
      return undefined
  }
}

function tableMarkdown(table: Extract<StageEvent, { type: 'table' }>): string {
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`
  const cell = (value: string | number | undefined) =>
    escaped(cellText(value)).replaceAll('|', '\\|').replaceAll('\n', '<br>')
  const rules = table.columns.map((_, index) =>
    table.rows.every((cells) => typeof cells[index] === 'number') ? '---:' : '---',
  )
  const title = table.title === '' ? [] : [`**${escaped(table.title)}**`, '']
  return [
    ...title,
    row(table.columns.map(cell)),
    row(rules),
    ...table.rows.map((cells) => row(table.columns.map((_, index) => cell(cells[index])))),
  ].join('\n')
}

function verdictMarkdown(verdict: Verdict): string {
  const numbers = verdictNumbers(verdict)
  const lines = [
    `**${verdictHeading(verdict)}** · \`${verdict.way}\``,
    '',
    escaped(verdict.text),
    ...(numbers === '' ? [] : ['', numbers]),
  ]
  return lines.map((text) => `> ${text}`.trimEnd()).join('\n')
}
