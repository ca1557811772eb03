import { inspect } from 'node:util'
import type { Moment, Reply } from '@lab/conductor'
import type { Line, Role } from './line.ts'
import { line, lineWidth } from './line.ts'
import { statementSpans } from './statement-spans.ts'
import { wrapText } from './wrap-text.ts'

interface Drawing {
  width: number
  milliseconds: 'shown' | 'hidden'
  /** Whether a statement that goes on is written once more. */
  repeat: 'statement' | 'nothing'
}

/** Draws one moment as the lines of its actor's lane. */
export function momentLines(moment: Moment, drawing: Drawing): Line[] {
  switch (moment.type) {
    case 'step':
      return [...statementLines(moment.statement, drawing), ...replyLines(moment.reply, drawing)]
    case 'blocked':
      return [
        ...statementLines(moment.statement, drawing),
        ...marked(
          '┃',
          moment.by.length > 0 ? `waits for ${moment.by.join(', ')}` : 'waits',
          'waits',
          drawing,
        ),
      ]
    case 'resumed':
      return [
        ...marked('┗', 'goes on', 'waits', drawing),
        ...(drawing.repeat === 'statement' ? statementLines(moment.statement, drawing) : []),
        ...replyLines(moment.reply, drawing),
      ]
    case 'crashed':
      return marked('✗', 'crashes', 'error', drawing)
    case 'failed':
      return marked(
        '✗',
        `fails ${[moment.code, moment.message].filter(Boolean).join(' ')}`,
        'error',
        drawing,
      )
    case 'finished':
      return marked(
        '■',
        moment.value === undefined ? 'done' : `returns ${valueText(moment.value)}`,
        'quiet',
        drawing,
      )
  }
}

function statementLines(statement: string, { width }: Drawing): Line[] {
  // A line comment ends at its line feed, so such a statement keeps its lines.
  const text = statement.includes('--') ? statement : statement.trim().replace(/\s*\n\s*/g, ' ')
  return wrapText(text, width, 2).map(statementSpans)
}

function replyLines(reply: Reply, drawing: Drawing): Line[] {
  // A turn that no server sees has no reply to show.
  if (reply.outcome === 'ok' && reply.text === '') return []
  const lines =
    reply.outcome === 'ok'
      ? marked('←', reply.text, 'reply', drawing)
      : marked('✗', [reply.code, reply.text].filter(Boolean).join(' '), 'error', drawing)
  if (drawing.milliseconds === 'hidden') return lines
  const took = ` · ${reply.ms < 10 ? reply.ms.toFixed(1) : Math.round(reply.ms)} ms`
  const last = lines.at(-1)!
  if (lineWidth(last) + took.length <= drawing.width) last.push({ text: took, role: 'quiet' })
  return lines
}

function marked(mark: string, text: string, role: Role, { width }: Drawing): Line[] {
  return wrapText(text, width - 2).map((piece, index) =>
    line(`${index === 0 ? mark : ' '} ${piece}`, role),
  )
}

function valueText(value: unknown): string {
  return typeof value === 'string'
    ? value
    : inspect(value, { breakLength: Infinity, depth: 4, compact: true })
}
