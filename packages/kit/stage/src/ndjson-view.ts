import type { StageEvent } from './events.ts'
import type { TerminalStream } from './terminal-view.ts'
import type { View } from './view.ts'

/** Writes each event as one line of JSON. */
export function createNdjsonView(stream: Pick<TerminalStream, 'write'>): View {
  return {
    show: (event) =>
      new Promise((resolve, reject) => {
        stream.write(`${eventJson(event)}\n`, (error) => (error ? reject(error) : resolve()))
      }),
  }
}

function eventJson(event: StageEvent): string {
  const seen: object[] = []
  const json = JSON.stringify(event, function (this: object, _key, value: unknown) {
    if (typeof value === 'bigint') return String(value)
    if (value instanceof Error) return { name: value.name, message: value.message }
    if (value instanceof Map) return Object.fromEntries(value)
    if (value instanceof Set) return [...value]
    if (typeof value !== 'object' || value === null) return value
    while (seen.length > 0 && seen.at(-1) !== this) seen.pop()
    if (seen.includes(value)) return '[circular]'
    seen.push(value)
    return value
  })
  // JSON leaves the second half of the control characters, which a terminal obeys too.
  return json.replace(
    /[\u007f-\u009f]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  )
}
