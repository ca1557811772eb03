import { LostOrderError } from '../errors.ts'
import { formatSchedule } from '../schedule.ts'
import type { Choice } from '../schedule.ts'
import type { Step } from '../run/run-state.ts'
import { outcomeKey } from './outcomes.ts'
import type { Judged } from './outcomes.ts'
import { happensBefore } from './races.ts'

/** The orders that were run, as classes of those that only swap steps that commute. */
export interface Classes {
  add(judged: Judged, before: readonly boolean[][]): void
  /**
   * Looks for the class of an order that was not run for the exploration.
   *
   * @throws {LostOrderError} If there is none, or it ended otherwise.
   */
  check(judged: Judged): void
}

export function createClasses(): Classes {
  const outcomes = new Map<string, string>()
  return {
    add: (judged, before) => void outcomes.set(classKey(judged.steps, before), outcomeKey(judged)),
    check(judged) {
      const expected = outcomes.get(classKey(judged.steps, happensBefore(judged.steps)))
      const seen = outcomeKey(judged)
      if (expected === seen) return
      const order = formatSchedule(judged.steps.map(({ choice }) => choice))
      throw new LostOrderError(order, seen, expected)
    },
  }
}

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
export function randomChoices(seed: number): (choices: readonly Choice[]) => Choice {
  let state = seed
  return (choices) => {
    // A linear congruential generator, with the numbers of Numerical Recipes.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return choices[Math.floor((state / 2 ** 32) * choices.length)]!
  }
}
