/** One decision of the scheduler: who goes on, or who dies. */
export interface Choice {
  kind: 'step' | 'crash'
  actor: string
}

export function sameChoice(one: Choice, other: Choice): boolean {
  return one.kind === other.kind && one.actor === other.actor
}

/** Writes an order as text: `alice×2 bob×4 crash(bob) alice`. */
export function formatSchedule(choices: readonly Choice[]): string {
  const words: string[] = []
  for (let index = 0; index < choices.length;) {
    const choice = choices[index]!
    let times = 1
    while (choices[index + times] !== undefined && sameChoice(choices[index + times]!, choice))
      times++
    const word = choice.kind === 'crash' ? `crash(${choice.actor})` : choice.actor
    words.push(times === 1 ? word : `${word}×${times}`)
    index += times
  }
  return words.join(' ')
}

/**
 * Reads what `formatSchedule` wrote; `x` and `*` stand for `×` too.
 *
 * @throws {SyntaxError} If a word is neither `name`, `name×3` nor `crash(name)`.
 */
export function parseSchedule(text: string): Choice[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word): Choice[] => {
      const crash = /^crash\(([^()×*\s]+)\)$/.exec(word)
      if (crash) return [{ kind: 'crash', actor: crash[1]! }]
      const step = /^([^()×*\s]+?)(?:[×*x](\d+))?$/.exec(word)
      if (!step) {
        throw new SyntaxError(
          `Cannot read schedule: a word must be a name, name×3 or crash(name), received "${word}"`,
        )
      }
      return Array.from({ length: Number(step[2] ?? 1) }, () => ({ kind: 'step', actor: step[1]! }))
    })
}
