/** One decision of the scheduler: who goes on, who dies, or whose next timer fires. */
export interface Choice {
  kind: 'step' | 'crash' | 'fire'
  actor: string
}

export function sameChoice(one: Choice, other: Choice): boolean {
  return one.kind === other.kind && one.actor === other.actor
}

/** Writes an order as text: `alice×2 bob×4 crash(bob) fire(alice) alice`. */
export function formatSchedule(choices: readonly Choice[]): string {
  const words: string[] = []
  for (let index = 0; index < choices.length;) {
    const choice = choices[index]!
    let times = 1
    while (choices[index + times] !== undefined && sameChoice(choices[index + times]!, choice))
      times++
    const word = choice.kind === 'step' ? choice.actor : `${choice.kind}(${choice.actor})`
    words.push(times === 1 ? word : `${word}×${times}`)
    index += times
  }
  return words.join(' ')
}

/**
 * Reads what `formatSchedule` wrote; `x` and `*` stand for `×` too.
 *
 * @throws {SyntaxError} If a word is neither `name`, `name×3`, `crash(name)` nor `fire(name)`.
 */
export function parseSchedule(text: string): Choice[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word): Choice[] => {
      const [, event, of, step, times] =
        /^(?:(crash|fire)\(([^()×*\s]+)\)|([^()×*\s]+?))(?:[×*x](\d+))?$/.exec(word) ?? []
      const actor = of ?? step
      if (actor === undefined) {
        throw new SyntaxError(
          `Cannot read schedule: a word must be a name, name×3, crash(name) or fire(name), received "${word}"`,
        )
      }
      const kind = (event ?? 'step') as Choice['kind']
      return Array.from({ length: Number(times ?? 1) }, () => ({ kind, actor }))
    })
}
