import { boundText } from '@lab/servers/bound-text'
import { visibleText } from '@lab/stage/visible-text'

const misuse = new Set(['MisuseError', 'ServerUnavailableError', 'FolderRefusedError'])
const mostCauses = 100
const mostCharacters = 100_000
const mostOfStack = 10_000

/**
 * Turns what a command threw into a message and an exit code: 2 without a stack for bad input. A
 * server's words may be in it, of any length and with any character.
 */
export function errorReport(error: unknown): { text: string; code: number } {
  const { text, code } = reportOf(error)
  return { text: visibleText(boundText(text, mostCharacters)), code }
}

function reportOf(error: unknown): { text: string; code: number } {
  for (const inner of withCauses(error)) {
    // By name: importing @lab/servers for its class would load every client.
    if (misuse.has(inner.name)) return { text: inner.message, code: 2 }
    if (isArgumentError(inner)) return { text: inner.message, code: 2 }
  }
  if (!(error instanceof Error)) return { text: String(error), code: 1 }
  // A scene that ended wrongly says so itself; one that threw has a place to look at.
  if (error.name === 'SceneError' && error.cause === undefined)
    return { text: error.message, code: 1 }
  const way = wayOutOf(error)
  if (way !== undefined) return { text: `${error.message}\nTry: ${way}`, code: 2 }
  const origin = error.cause instanceof Error ? error.cause : error
  // The frames stand at the end of a stack, behind a message of any length.
  const frames = (origin.stack ?? '')
    .slice(-mostOfStack)
    .split('\n')
    .filter((frame) => /^\s+at /.test(frame) && !frame.includes('node:internal'))
  return { text: [boundText(error.message, mostCharacters / 2), ...frames].join('\n'), code: 1 }
}

/** What helps where a file cannot be written: as in a checkout of another user. */
function wayOutOf(error: Error & { code?: unknown }): string | undefined {
  if (error.code === 'ENOSPC') return 'free some space there'
  if (error.code !== 'EACCES' && error.code !== 'EROFS') return undefined
  return 'a checkout that this user may write to'
}

/** An error and what caused it; one may be its own cause. */
function withCauses(error: unknown): Error[] {
  const all: Error[] = []
  for (let inner = error; inner instanceof Error && all.length < mostCauses; inner = inner.cause)
    all.push(inner)
  return all
}

function isArgumentError(error: Error): boolean {
  return 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
}
