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
      return joined(statementLines(moment.statement, drawing), moment.reply, drawing)
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
      return joined(
        [
          ...marked('┗', 'goes on', 'waits', drawing),
          ...(drawing.repeat === 'statement' ? statementLines(moment.statement, drawing) : []),
        ],
        moment.reply,
        drawing,
      )
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

/** Writes the reply on the last line of its statement where there is room, else below it. */
function joined(statement: Line[], reply: Reply, drawing: Drawing): Line[] {
  const replied = replyLines(reply, drawing)
  const last = statement.at(-1)
  const [first] = replied
  if (last === undefined || first === undefined || replied.length > 1) {
    return [...statement, ...replied]
  }
  const together = [...last, { text: '  ', role: 'plain' as const }, ...first]
  if (lineWidth(together) > drawing.width) return [...statement, first]
  return [...statement.slice(0, -1), together]
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
