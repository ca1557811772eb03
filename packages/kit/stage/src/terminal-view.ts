import { styleText } from 'node:util'
import { textWidth } from './text-width.ts'
import { createEventLayout } from './event-layout.ts'
import type { StageEvent } from './events.ts'
import type { Line, Role } from './line.ts'
import { lineText } from './line.ts'
import type { View } from './view.ts'
import { visibleText } from './visible-text.ts'

type Format = Parameters<typeof styleText>[0]

const formats: Partial<Record<Role, Format>> = {
  quiet: 'dim',
  title: 'bold',
  actor: ['bold', 'cyan'],
  keyword: 'blue',
  reply: 'green',
  error: ['bold', 'red'],
  waits: 'yellow',
  holds: ['bold', 'green'],
  breaks: ['bold', 'magenta'],
  guide: 'dim',
}
const seriesFormats: Format[] = [
  'cyan',
  'yellow',
  'magenta',
  'green',
  'blue',
  'red',
  'white',
  'gray',
]
// COLUMNS may say anything; lines are filled up to the width.
const narrowest = 20
const widest = 500
const eraseLine = '\r\u001B[2K'

/** The part of a stream that the terminal view needs; `process.stdout` is one. */
export interface TerminalStream {
  isTTY?: boolean
  columns?: number
  write(text: string, done: (error?: Error | null) => void): boolean
}

/** Says whether to colour: FORCE_COLOR, then NO_COLOR, then whether the stream is a terminal. */
export function wantsColour(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env['FORCE_COLOR'] !== undefined) return !['0', 'false'].includes(env['FORCE_COLOR'])
  if (env['NO_COLOR']) return false
  return stream.isTTY === true && env['TERM'] !== 'dumb'
}

/**
 * Shows a demo in a terminal: a lane for each actor, or one column below some 50 columns. A stream
 * that is no terminal gets plain lines of 80 columns and no progress.
 *
 * @param options.width - Columns; by default the stream's, `COLUMNS`, or 80; from 20 to 500.
 */
export function createTerminalView(
  stream: TerminalStream,
  options: { env?: NodeJS.ProcessEnv; width?: number } = {},
): View {
  const env = options.env ?? process.env
  // A terminal that does not know its size says 0.
  const asked = options.width ?? (stream.columns || Number(env['COLUMNS']) || 80)
  const width = Math.min(widest, Math.max(narrowest, asked))
  const colour = wantsColour(stream, env)
  const layout = createEventLayout({ width, milliseconds: 'shown' })
  let progressShown = false
  const write = (text: string) =>
    new Promise<void>((resolve, reject) => {
      stream.write(text, (error) => (error ? reject(error) : resolve()))
    })
  const clear = () => {
    const before = progressShown ? eraseLine : ''
    progressShown = false
    return before
  }

  return {
    async show(event) {
      if (event.type === 'progress') {
        if (!stream.isTTY) return
        progressShown = true
        await write(
          eraseLine + paint([{ text: progressText(event, width - 1), role: 'quiet' }], colour),
        )
        return
      }
      const lines = layout.lines(event)
      if (lines.length > 0)
        await write(`${clear()}${lines.map((spans) => paint(spans, colour)).join('\n')}\n`)
    },
    async end() {
      const text = clear()
      if (text !== '') await write(text)
    },
  }
}

function paint(spans: Line, colour: boolean): string {
  if (!colour) return lineText(spans)
  return spans
    .map(({ text, role }) => {
      const format = role.startsWith('series-')
        ? seriesFormats[Number(role.slice(7))]
        : formats[role]
      return format === undefined ? text : styleText(format, text, { validateStream: false })
    })
    .join('')
    .trimEnd()
}

function progressText(event: Extract<StageEvent, { type: 'progress' }>, width: number): string {
  const count = event.total === undefined ? event.done || '' : `${event.done} of ${event.total}`
  let text = visibleText(`${event.text} ${count}`).replaceAll('\n', ' ').slice(0, width)
  while (textWidth(text) > width) text = text.slice(0, -1)
  return text
}
