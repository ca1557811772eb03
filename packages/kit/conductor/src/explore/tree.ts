import { sameChoice } from '../schedule.ts'
import type { Choice } from '../schedule.ts'
import type { Step } from '../run/run-state.ts'
import { commutes } from './footprint.ts'
import { reversals } from './reversals.ts'

/** A place in the tree of orders: what was decided before, and what is left to try. */
interface Place {
  choices: readonly Choice[]
  /** Those of the choices that are to be tried. */
  wanted: Choice[]
  /** Steps that need not come next here, because an order that has been run covers that. */
  asleep: Step[]
  tried: Step[]
}

/** The orders of a program as a tree, which is walked depth first. */
export interface Tree {
  /** Begins the next order, which follows an earlier one up to the last place with a choice left. */
  beginOrder(): void
  /** Picks the next step. */
  choose(choices: readonly Choice[], steps: readonly Step[]): Choice
  /** Whether the order under way is covered by one that has been run. */
  isCovered(): boolean
  /**
   * Notes an order that was run.
   *
   * @param before What `happensBefore` says of its steps; undefined when every order is run.
   * @returns Whether there is another order to run.
   */
  endOrder(steps: readonly Step[], before: readonly boolean[][] | undefined): boolean
}

/** @param options.preemptions At most so many; undefined is no bound. */
export function createTree(options: { prune: boolean; preemptions: number | undefined }): Tree {
  const { prune, preemptions } = options
  const path: Place[] = []
  let forced: Choice[] = []
  let covered = false

  return {
    beginOrder: () => void (covered = false),
    isCovered: () => covered,
    choose(choices, steps) {
      const depth = steps.length
      if (depth < forced.length) return forced[depth]!
      const parent = path[depth - 1]
      const asleep = prune && parent !== undefined ? stillAsleep(parent, steps[depth - 1]!) : []
      const awake = choices.filter(
        (choice) => !asleep.some((step) => sameChoice(step.choice, choice)),
      )
      covered ||= awake.length === 0
      const allowed = covered ? choices : withinBound(awake, choices, steps, preemptions)
      const first = preferred(allowed, steps)
      // What an order that is covered could come to instead is covered as well.
      const events = covered ? [] : allowed.filter(({ kind }) => kind !== 'step')
      path[depth] = {
        choices: covered ? [] : allowed,
        wanted: prune ? [first, ...events] : [...allowed],
        asleep,
        tried: [],
      }
      return first
    },
    endOrder(steps, before) {
      if (before !== undefined) want(path, steps, before)
      for (let depth = steps.length - 1; depth >= 0; depth--) {
        const place = path[depth]!
        place.tried.push(steps[depth]!)
        const done = prune ? [...place.asleep, ...place.tried] : place.tried
        const next = place.wanted.find(
          (choice) => !done.some((step) => sameChoice(step.choice, choice)),
        )
        if (next === undefined) continue
        path.length = depth + 1
        forced = [...steps.slice(0, depth).map((step) => step.choice), next]
        return true
      }
      return false
    },
  }
}

/** Notes, at each place, the choices that lead to runs that differ from this one. */
function want(path: readonly Place[], steps: readonly Step[], before: readonly boolean[][]): void {
  for (const { depth, anyOf } of reversals(steps, before)) {
    const place = path[depth]!
    const isAsleep = (choice: Choice) =>
      place.asleep.some((step) => sameChoice(step.choice, choice))
    if (anyOf.some(isAsleep)) continue
    const isAt = (choice: Choice) => place.choices.some((each) => sameChoice(each, choice))
    const isWanted = (choice: Choice) => place.wanted.some((each) => sameChoice(each, choice))
    const possible = anyOf.filter(isAt)
    if (possible.some(isWanted)) continue
    // None is possible there when its actor waits then: any other may bring it forward.
    const added = possible.length > 0 ? possible.slice(0, 1) : place.choices
    place.wanted.push(...added.filter((choice) => !isWanted(choice)))
  }
}

function stillAsleep(parent: Place, taken: Step): Step[] {
  return [...parent.asleep, ...parent.tried].filter(
    (step) => step.choice.actor !== taken.choice.actor && commutes(step.footprint, taken.footprint),
  )
}

/** Goes on with the same actor while it can, so that the simple orders come first. */
function preferred(choices: readonly Choice[], steps: readonly Step[]): Choice {
  const last = steps.at(-1)?.choice.actor
  return (
    choices.find((choice) => choice.kind === 'step' && choice.actor === last) ??
    choices.find((choice) => choice.kind === 'step') ??
    choices[0]!
  )
}

function withinBound(
  allowed: readonly Choice[],
  choices: readonly Choice[],
  steps: readonly Step[],
  preemptions: number | undefined,
): readonly Choice[] {
  const last = steps.at(-1)?.choice.actor
  const canGoOn = choices.some((choice) => choice.kind === 'step' && choice.actor === last)
  const taken = steps.filter((step) => step.preempts).length
  if (preemptions === undefined || !canGoOn || taken < preemptions) return allowed
  return allowed.filter((choice) => choice.actor === last)
}
