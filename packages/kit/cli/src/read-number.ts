import { readWholeNumber } from '@lab/servers/whole-number'
import type { WholeNumber } from '@lab/servers/whole-number'
import { MisuseError } from './misuse-error.ts'

/**
 * Reads a whole number that a person gave to a command.
 *
 * @throws {MisuseError} If it is none, or not within the range.
 */
export function readNumber(text: string, wanted: WholeNumber): number {
  try {
    return readWholeNumber(text, wanted)
  } catch (error) {
    throw error instanceof RangeError ? new MisuseError(error.message) : error
  }
}
