import { boundText } from './bound-text.ts'

/** Where a number comes from, and how large it may be. */
export interface WholeNumber {
  /** As a person knows it: `--port`, `LAB_KEEPER_IDLE_MS`. */
  name: string
  from: number
  to: number
  /** What to write instead: `--port 8080, or no --port`. */
  remedy: string
}

/**
 * Reads a whole number that a person has written. Only digits count: `Number` also takes an empty
 * text for 0, `0x10` for 16, and so many digits for Infinity.
 *
 * @throws {RangeError} If it is none, or not within the range.
 */
export function readWholeNumber(text: string, { name, from, to, remedy }: WholeNumber): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (value >= from && value <= to) return value
  throw new RangeError(
    `Cannot read ${name}: it must be a whole number from ${from} to ${to}, received "${boundText(text, 40)}"\nTry: ${remedy}`,
  )
}
