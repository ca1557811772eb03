import { inspect } from 'node:util'
import { fileURLToPath } from 'node:url'
import type { NotDeterministicError } from '@lab/conductor'
import { boundText } from '@lab/servers/bound-text'

const plain = new Set(['Error', 'error', 'NoReplyError', 'EndlessError'])
const mostCharacters = 1_000
const mostOfStack = 20_000

/** Says in one line what was thrown and, when it came from the file, at which line of it. */
export function describeThrown(thrown: unknown, file?: string): string {
  try {
    return describe(thrown, file)
  } catch {
    // A proxy, a getter or a name that is no text: what reads it throws in turn.
    return 'threw something that cannot be read'
  }
}

function describe(thrown: unknown, file?: string): string {
  if (!(thrown instanceof Error)) {
    const shown = inspect(thrown, { breakLength: Infinity, maxStringLength: mostCharacters / 2 })
    return boundText(`threw ${shown}`, mostCharacters)
  }
  if (thrown.name === 'NotDeterministicError') {
    const { schedule } = thrown as NotDeterministicError
    return `the same order, ${schedule}, is not the same again: does it remember earlier calls, or use the time or a random number?`
  }
  if (thrown.name === 'StalledError') return describeStalled(thrown)
  const text = firstLine(String(thrown.message).replace(/^Cannot go on: /, ''))
  const named = boundText(plain.has(thrown.name) ? text : `${thrown.name}: ${text}`, mostCharacters)
  const line = file === undefined ? undefined : lineIn(file, String(thrown.stack ?? ''))
  return line === undefined ? named : `${named} (line ${line})`
}

function describeStalled({ message }: Error): string {
  const [, actor, when] =
    /^Cannot go on: (\S+) waits .*: (it did not reach a step .*)$/m.exec(message) ?? []
  return (
    `${actor} waits for something in its own process, such as a mutex or a promise that never ` +
    `settles, and a second server has a memory of its own: ${when}`
  )
}

// Not by `split`, which makes millions of texts of one that has as many lines.
function firstLine(text: string): string {
  const end = text.indexOf('\n')
  return end < 0 ? text : text.slice(0, end)
}

function lineIn(file: string, stack: string): string | undefined {
  // The frames stand at its end, behind the message.
  const frame = stack
    .slice(-mostOfStack)
    .split('\n')
    .map((each) => /(file:\/\/[^\s)]+?)(?:\?[^:)]*)?:(\d+):\d+/.exec(each))
    .find((found) => found !== null && fileURLToPath(found[1]!) === file)
  return frame?.[2]
}
