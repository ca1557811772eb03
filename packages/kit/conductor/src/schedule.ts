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

// Ten times the steps after which a run is given up: what is longer can be followed by no run, and
// one word, as `alice×999999999`, would otherwise fill the memory.
const mostSteps = 10_000

/**
 * Reads what `formatSchedule` wrote; `x` and `*` stand for `×` too.
 *
 * @throws {SyntaxError} If a word is neither `name`, `name×3`, `crash(name)` nor `fire(name)`.
 * @throws {RangeError} If a word is repeated 0 times, or all of them are more than 10,000 steps.
 */
export function parseSchedule(text: string): Choice[] {
  const choices: Choice[] = []
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const { choice, times } = parseWord(word)
    if (times < 1 || choices.length + times > mostSteps) {
      throw new RangeError(
        `Cannot read schedule: each word must be 1 step or more, and all of them ${mostSteps} at most, received ${quoted(word)}`,
      )
    }
    for (let left = times; left > 0; left--) choices.push(choice)
  }
  return choices
}

function parseWord(word: string): { choice: Choice; times: number } {
  const [, event, of, step, times] =
    /^(?:(crash|fire)\(([^()×*\s]+)\)|([^()×*\s]+?))(?:[×*x](\d+))?$/.exec(word) ?? []
  const actor = of ?? step
  if (actor === undefined) {
    throw new SyntaxError(
      `Cannot read schedule: a word must be a name, name×3, crash(name) or fire(name), received ${quoted(word)}`,
    )
  }
  return {
    choice: { kind: (event ?? 'step') as Choice['kind'], actor },
    times: Number(times ?? 1),
  }
}

function quoted(word: string): string {
  return word.length > 100 ? `"${word.slice(0, 100)}..."` : `"${word}"`
}
