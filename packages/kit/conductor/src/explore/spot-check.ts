import { LostOrderError } from '../errors.ts'
import { formatSchedule } from '../schedule.ts'
import type { Choice } from '../schedule.ts'
import type { Step } from '../run/run-state.ts'
import { outcomeKey } from './outcomes.ts'
import type { Judged } from './outcomes.ts'
import { happensBefore } from './reversals.ts'

/** The orders that were run, as classes of those that only swap steps that commute. */
export interface Classes {
  add(judged: Judged, before: readonly boolean[][]): void
  /** The outcome of the class of an order; undefined if no order of that class was run. */
  outcomeOf(steps: readonly Step[]): string | undefined
}

export function createClasses(): Classes {
  const outcomes = new Map<string, string>()
  return {
    add: (judged, before) => void outcomes.set(classKey(judged.steps, before), outcomeKey(judged)),
    outcomeOf: (steps) => outcomes.get(classKey(steps, happensBefore(steps))),
  }
}

type Pick = (choices: readonly Choice[], steps: readonly Step[]) => Choice

// Orders at random after a pruned exploration: each has to be of a class that was run.
const spotChecks = 3

/**
 * Runs a few orders at random, and compares each with the order that stands for it.
 *
 * @returns What the exploration cannot say, in a sentence; undefined if all is as expected.
 * @throws {LostOrderError} If no order stands for it, or one that ended otherwise.
 */
export async function spotCheck(
  classes: Classes,
  run: (pick: Pick) => Promise<Judged>,
  seed: number,
): Promise<string | undefined> {
  const pick = randomChoices(seed)
  for (let check = 0; check < spotChecks; check++) {
    const judged = await run(pick)
    const expected = classes.outcomeOf(judged.steps)
    const seen = outcomeKey(judged)
    if (expected === seen) continue
    const order = judged.steps.map(({ choice }) => choice)
    if (expected !== undefined) {
      const again = await run((_, steps) => order[steps.length]!)
      if (outcomeKey(again) !== seen) return differs
    }
    throw new LostOrderError(formatSchedule(order), seen, expected)
  }
  return undefined
}

const differs =
  'the same order ends otherwise when it is run again, for instance because of a time or a generated key: each such ending counts as an outcome of its own'

/** The same for all orders of a class: each step in the earliest layer in which it can come. */
function classKey(steps: readonly Step[], before: readonly boolean[][]): string {
  const layers: number[] = []
  const taken = new Map<string, number>()
  const words = steps.map(({ choice }, index) => {
    const earlier = before[index]!.map((is, other) => (is ? layers[other]! + 1 : 0))
    layers[index] = Math.max(0, ...earlier)
    const nth = (taken.get(choice.actor) ?? 0) + 1
    taken.set(choice.actor, nth)
    return `${layers[index]} ${choice.kind} ${choice.actor} ${nth}`
  })
  return words.toSorted().join('; ')
}

/** Picks steps at random, and the same ones each time. */
function randomChoices(seed: number): (choices: readonly Choice[]) => Choice {
  let state = seed
  return (choices) => {
    // A linear congruential generator, with the numbers of Numerical Recipes.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return choices[Math.floor((state / 2 ** 32) * choices.length)]!
  }
}
