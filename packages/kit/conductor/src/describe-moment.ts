import { boundText } from './bound-text.ts'
import { valueText } from './ending.ts'
import type { Moment, Reply } from './timeline.ts'

const mostCharacters = 10_000

/** Writes what a server or an actor threw: its code when it has one, else its name. */
export function describeError(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: 'not an Error', message: valueText(error) }
  try {
    const { code, name, message } = error as Error & { code?: unknown }
    const shown = typeof code === 'string' ? code : String(name)
    return { code: boundText(shown, 200), message: boundText(String(message), mostCharacters) }
  } catch {
    // A getter of it throws in turn.
    return { code: 'not readable', message: 'threw something that cannot be read' }
  }
}

/** What happened, without what may differ from run to run, such as times and generated keys. */
export function fingerprintOf(moment: Moment): string {
  switch (moment.type) {
    case 'step':
    case 'resumed':
      return ` | ${moment.type} ${moment.actor} ${moment.reply.outcome === 'ok' ? 'ok' : moment.reply.code}`
    case 'blocked':
      return ` | blocked ${moment.actor} by ${moment.by.join(',')}`
    case 'failed':
      return ` | failed ${moment.actor} ${moment.code}`
    case 'crashed':
    case 'finished':
      return ` | ${moment.type} ${moment.actor}`
  }
}

/** Writes a recorded moment as plain text, without its actor. */
export function describeMoment(moment: Moment): string {
  switch (moment.type) {
    case 'step':
      return `${moment.statement}${describeReply(moment.reply)}`
    case 'blocked':
      return `${moment.statement}  … waits${moment.by.length > 0 ? ` for ${moment.by.join(', ')}` : ''}`
    case 'resumed':
      return `${moment.statement}  … goes on${describeReply(moment.reply)}`
    case 'crashed':
      return 'crashes'
    case 'finished':
      return `ends${moment.value === undefined ? '' : ` with ${valueText(moment.value)}`}`
    case 'failed':
      return `fails with ${moment.code}: ${moment.message}`
  }
}

function describeReply(reply: Reply): string {
  if (reply.outcome === 'error') return `  → ${reply.code} ${reply.text}`
  return reply.text === '' ? '' : `  → ${reply.text}`
}
