import { boundText } from '@lab/conductor/bound-text'
import type { StageEvent } from './events.ts'

// More than any statement, reply or cell that a demo means to show.
const mostCharacters = 10_000
const mostRows = 1_000

/**
 * Cuts what an event took from a server and may be of any size: an error message, a statement, the
 * rows of a table. Every view draws it, and breaks lines letter by letter where there is no space.
 */
export function boundEvent(event: StageEvent): StageEvent {
  if (event.type === 'finished') return { ...event, value: withBoundText(event.value) }
  if (event.type === 'table' && event.rows.length > mostRows) {
    const rows = event.rows.slice(0, mostRows)
    const cut = `... (${event.rows.length.toLocaleString('en-US')} rows)`
    return boundTexts({ ...event, rows: [...rows, [cut]] })
  }
  return boundTexts(event)
}

/** What an actor returned may be anything, and is left as it is. */
function withBoundText(value: unknown): unknown {
  return typeof value === 'string' ? boundText(value, mostCharacters) : value
}

function boundTexts<Data>(data: Data): Data
function boundTexts(data: unknown): unknown {
  if (typeof data === 'string') return boundText(data, mostCharacters)
  if (Array.isArray(data)) return data.map((each) => boundTexts<unknown>(each))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([name, each]) => [name, boundTexts(each)]))
}
