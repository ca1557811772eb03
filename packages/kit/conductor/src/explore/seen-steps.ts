import { NotDeterministicError } from '../errors.ts'
import { formatSchedule } from '../schedule.ts'
import type { Step } from '../run/run-state.ts'

interface Node {
  fingerprint: string
  after: Map<string, Node>
}

/** What each order showed so far. */
export interface SeenSteps {
  /**
   * Compares a run with what the same order showed before.
   *
   * @throws {NotDeterministicError} If it is not the same.
   */
  remember(steps: readonly Step[]): void
}

export function createSeenSteps(): SeenSteps {
  const root: Node = { fingerprint: '', after: new Map() }
  return {
    remember(steps) {
      let node = root
      steps.forEach(({ choice, fingerprint }, index) => {
        const key = `${choice.kind} ${choice.actor}`
        const known = node.after.get(key)
        if (known !== undefined && known.fingerprint !== fingerprint) {
          const order = formatSchedule(steps.slice(0, index + 1).map((step) => step.choice))
          throw new NotDeterministicError(order, known.fingerprint, fingerprint)
        }
        const next = known ?? { fingerprint, after: new Map<string, Node>() }
        node.after.set(key, next)
        node = next
      })
    },
  }
}
