import { commutes } from './footprint.ts'
import type { Step } from '../run/run-state.ts'
import type { Choice } from '../schedule.ts'

/**
 * Which earlier steps each step has to follow: those of its actor, those it does not commute with,
 * the one that ended its actor's wait, and all if it takes that no other actor can go on; directly or
 * through others.
 */
export function happensBefore(steps: readonly Step[]): boolean[][] {
  const before = steps.map(() => steps.map(() => false))
  steps.forEach((step, later) => {
    for (let earlier = later - 1; earlier >= 0; earlier--) {
      if (before[later]![earlier] || !isOrdered(steps[earlier]!, step)) continue
      before[later]![earlier] = true
      before[earlier]!.forEach((is, further) => {
        if (is) before[later]![further] = true
      })
    }
  })
  return before
}

function isOrdered(earlier: Step, later: Step): boolean {
  return (
    earlier.choice.actor === later.choice.actor ||
    later.followsAll ||
    earlier.frees.includes(later.choice.actor) ||
    !commutes(earlier.footprint, later.footprint)
  )
}

/**
 * Finds the places where another choice leads to a run that differs: for each two steps that do not
 * commute and could be swapped, the choices before the first one that bring the second one forward.
 * After "source sets" in Abdulla, Aronis, Jonsson and Sagonas, Optimal dynamic partial order
 * reduction (POPL 2014).
 *
 * @param before What `happensBefore` says of these steps.
 * @returns For each such pair the depth of its first step, and the choices of which one is enough.
 */
export function reversals(
  steps: readonly Step[],
  before: readonly boolean[][],
): { depth: number; anyOf: Choice[] }[] {
  const found: { depth: number; anyOf: Choice[] }[] = []
  for (let later = 0; later < steps.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      if (!isRace(steps, before, earlier, later)) continue
      const free = range(earlier + 1, later).filter((index) => !before[index]![earlier])
      const moved = [...free, later]
      const first = moved.filter(
        (index) => !moved.some((other) => other < index && before[index]![other]),
      )
      found.push({ depth: earlier, anyOf: first.map((index) => steps[index]!.choice) })
    }
  }
  return found
}

function isRace(
  steps: readonly Step[],
  before: readonly boolean[][],
  earlier: number,
  later: number,
): boolean {
  const one = steps[earlier]!
  const other = steps[later]!
  if (one.choice.actor === other.choice.actor || !before[later]![earlier]) return false
  // The later step was not possible before the earlier one: they cannot be swapped.
  if (other.followsAll || one.frees.includes(other.choice.actor)) return false
  return !range(earlier + 1, later).some(
    (index) => before[index]![earlier] && before[later]![index],
  )
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
}
