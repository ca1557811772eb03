import { inspect } from 'node:util'
import { fileURLToPath } from 'node:url'
import type { NotDeterministicError } from '@lab/conductor'

const plain = new Set(['Error', 'error', 'StalledError', 'EndlessError'])

/** Says in one line what was thrown and, when it came from the file, at which line of it. */
export function describeThrown(thrown: unknown, file?: string): string {
  if (!(thrown instanceof Error)) return `threw ${inspect(thrown, { breakLength: Infinity })}`
  if (thrown.name === 'NotDeterministicError') {
    const { schedule } = thrown as NotDeterministicError
    return `the same order, ${schedule}, is not the same again: does it remember earlier calls, or use the time or a random number?`
  }
  const text = thrown.message.replace(/^Cannot go on: /, '').split('\n')[0]!
  const named = plain.has(thrown.name) ? text : `${thrown.name}: ${text}`
  const line = file === undefined ? undefined : lineIn(file, thrown.stack ?? '')
  return line === undefined ? named : `${named} (line ${line})`
}

function lineIn(file: string, stack: string): string | undefined {
  const frame = stack
    .split('\n')
    .map((each) => /(file:\/\/[^\s)]+?)(?:\?[^:)]*)?:(\d+):\d+/.exec(each))
    .find((found) => found !== null && fileURLToPath(found[1]!) === file)
  return frame?.[2]
}
