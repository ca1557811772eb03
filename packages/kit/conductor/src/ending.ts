import { inspect } from 'node:util'
import { boundText } from './bound-text.ts'

/** How an actor ended. */
export type Ending = (
  | { kind: 'finished'; value: unknown }
  /** `code` is the server's, as 40001, else the error's name. */
  | { kind: 'failed'; code: string; message: string }
  | { kind: 'crashed' }
  /** Nothing that another actor does ends this wait. `for` names those that it waits for. */
  | { kind: 'waits'; statement: string; for: string[] }
) & {
  /** A statement that it sent and did not wait for. */
  unheard?: string
  /** What it left behind, as `an open transaction`, `a client of the pool`. */
  leaves?: string[]
}

export type Endings = Record<string, Ending>

/** What an actor returned; undefined if it has not finished. */
export function answerOf(ending: Ending | undefined): unknown {
  return ending?.kind === 'finished' ? ending.value : undefined
}

/** Writes an ending as people read it: `finished: "sold"`, `failed: 40001`. */
export function endingText(ending: Ending | undefined): string {
  if (ending === undefined) return 'has not begun'
  const unheard = ending.unheard === undefined ? '' : `, before ${ending.unheard} had its reply`
  const leaves = ending.leaves === undefined ? '' : `, left ${ending.leaves.join(' and ')}`
  return `${plainText(ending)}${unheard}${leaves}`
}

function plainText(ending: Ending): string {
  switch (ending.kind) {
    case 'finished':
      return ending.value === undefined ? 'finished' : `finished: ${valueText(ending.value)}`
    case 'failed':
      return `failed: ${ending.code}`
    case 'crashed':
      return 'crashed'
    case 'waits':
      return `waits for ever${ending.for.length === 0 ? '' : ` for ${ending.for.join(', ')}`}: ${ending.statement}`
  }
}

const mostCharacters = 20_000

/**
 * Writes any value: as JSON where JSON can tell it from others, else as Node shows it, so that 5n,
 * '5', Maps and circular values each have a text of their own.
 */
export function valueText(value: unknown): string {
  try {
    const text = isJson(value, []) ? JSON.stringify(value) : inspect(value, shown)
    return boundText(text, mostCharacters)
  } catch {
    // A getter or a proxy that throws in turn.
    return 'a value that cannot be read'
  }
}

const shown = {
  depth: 20,
  sorted: true,
  compact: true,
  breakLength: Infinity,
  maxArrayLength: 1_000,
  maxStringLength: mostCharacters,
  getters: false,
} as const

function isJson(value: unknown, above: readonly unknown[]): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  if (typeof value !== 'object' || above.includes(value) || above.length > 20) return false
  const isPlain = Array.isArray(value) || isPlainObject(value)
  return isPlain && Object.values(value).every((each) => isJson(each, [...above, value]))
}

function isPlainObject(value: object): boolean {
  if ('toJSON' in value) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
