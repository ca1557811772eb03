import { formatSchedule, parseSchedule } from '@lab/conductor/schedule'

/**
 * Reads an order as one word a step: `alice×2 crash(bob)` is `alice`, `alice`, `crash(bob)`.
 *
 * @throws {SyntaxError} If the text is no order.
 */
export function stepWords(schedule: string): string[] {
  return parseSchedule(schedule).map((choice) => formatSchedule([choice]))
}

/** Writes an order as short as it can be. */
export function scheduleText(words: readonly string[]): string {
  return formatSchedule(parseSchedule(words.join(' ')))
}

/** Whose step a word is: `bob` for `bob` and for `crash(bob)`. */
export function actorOf(word: string): string {
  return /^(?:crash|fire)\((.*)\)$/.exec(word)?.[1] ?? word
}
