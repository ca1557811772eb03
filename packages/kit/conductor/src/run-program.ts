import { boundText } from './bound-text.ts'
import { controlOf } from './clock.ts'
import { RanLateError } from './errors.ts'
import type { Judged } from './explore/outcomes.ts'
import type { Program } from './program.ts'
import type { RunScope } from './run/actor.ts'
import { createGranularity } from './run/granularity.ts'
import { runOnce } from './run/run.ts'
import type { RunOptions } from './run/run.ts'
import type { Part } from './run/running-actor.ts'
import type { Choice } from './schedule.ts'

/** How one run goes: who goes next, and what is noted. */
export type RunHow = Pick<RunOptions, 'choose' | 'blockedBefore'> & Pick<RunScope, 'wantsLines'>

/** Runs a program once, and looks at what it left. */
export type RunProgram = (how: RunHow, stallMs?: RunOptions['stallMs']) => Promise<Judged>

export interface Runner {
  /**
   * Does work that consists of runs. It begins anew when a run shows that more has to be looked at
   * than was.
   */
  finelyEnough<Result>(work: (run: RunProgram) => Promise<Result>): Promise<Result>
  /** Forgets what is known of schemas. */
  forgetSchema(): void
}

// Then the limit may be one that passes whatever the order, such as that of a slow statement.
const mostRuns = 10

export function createRunner(program: Program): Runner {
  const clock = program.clock && controlOf(program.clock)
  const parts = partsOf(program)
  const granularity = createGranularity()
  // What is known of the schema holds until the next exploration.
  let exploration = {}

  const run = async (
    { wantsLines, ...how }: RunHow,
    stallMs: RunOptions['stallMs'],
    mayRunLate: boolean,
  ): Promise<Judged> => {
    clock?.reset()
    await program.setup?.()
    const startMs = program.clock?.now() ?? 0
    const elapsedMs = program.clock && (() => program.clock!.now() - startMs)
    const scope: RunScope = { granularity, exploration, wantsLines, elapsedMs }
    const judged = await runOnce({ parts, clock, ...how, stallMs, scope, mayRunLate })
    const violation = await program.invariant?.(judged.endings)
    // What an actor or a server said may be in it.
    const reason = violation && boundText(violation, 10_000)
    return { ...judged, violation: reason, state: await program.observe?.() }
  }

  /** Runs one order again when a limit has passed too early in it, which is no part of the order. */
  const runInTime: RunProgram = async (how, stallMs = program.stallMs ?? 10_000) => {
    const chosen: Choice[] = []
    const choose: RunHow['choose'] = (choices, steps, moments) =>
      (chosen[steps.length] ??= how.choose(choices, steps, moments))
    for (let again = 1; again < mostRuns; again++) {
      try {
        return await run({ ...how, choose }, stallMs, false)
      } catch (error) {
        if (!(error instanceof RanLateError)) throw error
      }
    }
    return run({ ...how, choose }, stallMs, true)
  }

  return {
    forgetSchema: () => void (exploration = {}),
    async finelyEnough(work) {
      for (;;) {
        const { version } = granularity
        const isStale = () => granularity.version !== version
        try {
          const result = await work(async (...how) => {
            const judged = await runInTime(...how)
            if (isStale()) throw new Error('Cannot go on: earlier runs were looked at too coarsely')
            return judged
          })
          if (!isStale()) return result
        } catch (error) {
          if (!isStale()) throw error
        }
      }
    },
  }
}

function partsOf({ actors }: Program): Record<string, Part> {
  return Object.fromEntries(
    Object.entries(actors).map(([name, actor]) => [
      name,
      typeof actor === 'function'
        ? { run: actor, crash: undefined }
        : { run: actor.run, crash: { restart: actor.restart } },
    ]),
  )
}
