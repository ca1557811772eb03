import { clearInterval, setInterval } from 'node:timers'
import type { ClockControl } from '../clock.ts'
import type { Ending, Endings } from '../ending.ts'
import { EndlessError, RanLateError } from '../errors.ts'
import type { Moment } from '../timeline.ts'
import type { Choice } from '../schedule.ts'
import type { RunScope } from './actor.ts'
import { choicesOf } from './choices.ts'
import { firstLimit, hasRunLate } from './limited-waits.ts'
import { rest } from './rest.ts'
import { createRunState } from './run-state.ts'
import type { RunState, Step } from './run-state.ts'
import { dropWaits } from './start-actor.ts'
import type { Part, RunningActor } from './running-actor.ts'
import { takeChoice } from './take-choice.ts'

// An actor that asks again and again comes to no end in an order in which no other actor goes on.
const mostSteps = 1_000

export interface Run {
  steps: Step[]
  moments: Moment[]
  /** How each actor ended. */
  endings: Endings
  /** What the run could not show, in sentences. */
  limits: string[]
}

export interface RunOptions {
  parts: Record<string, Part>
  /** Picks one of the choices, of which there is at least one, after so many moments. */
  choose(choices: readonly Choice[], steps: readonly Step[], moments: number): Choice
  /** Whether this step is likely to wait, so that its server is asked at once. It decides no order. */
  blockedBefore(steps: readonly Step[], choice: Choice): boolean
  clock: ClockControl | undefined
  stallMs: number | (() => number)
  scope: RunScope
  /** Whether a limit that passes out of turn counts as part of the run. Default: it throws. */
  mayRunLate?: boolean
}

/**
 * Runs the actors once, one step at a time, in the order that `choose` picks.
 *
 * @throws {RanLateError} If a limit of the server passed before the step that lets it pass.
 */
export async function runOnce(options: RunOptions): Promise<Run> {
  const state = createRunState(options)
  // When all wait, nothing else keeps the process alive.
  const alive = setInterval(() => {}, 60_000)
  try {
    await takeAll(state, options)
    const endings = await endRun(state)
    requireInTime(state, options)
    return { steps: state.steps, moments: state.moments, endings, limits: [...state.limits] }
  } catch (error) {
    // What is told is the first error.
    await endRun(state).catch(() => {})
    throw error
  } finally {
    clearInterval(alive)
  }
}

async function takeAll(state: RunState, options: RunOptions): Promise<void> {
  const { running, steps, moments } = state
  for (const [name, part] of Object.entries(options.parts)) {
    state.start(name, part)
    await rest(state)
  }
  // What starts touch is before all steps, whatever their order.
  state.takeTouched()
  for (;;) {
    requireInTime(state, options)
    const own = choicesOf(running, state.clock)
    const choices = own.every(({ kind }) => kind === 'crash') ? [...own, ...firstLimit(state)] : own
    if (choices.length === 0) return
    if (steps.length === mostSteps) throw new EndlessError(state.schedule(), mostSteps)
    const choice = options.choose(choices, steps, moments.length)
    await takeChoice(state, choice, choices, options.blockedBefore(steps, choice))
  }
}

function requireInTime(state: RunState, { mayRunLate }: RunOptions): void {
  if (!mayRunLate && hasRunLate(state)) throw new RanLateError()
}

/** Ends what still waits, and removes what was left behind; returns how each actor ended. */
async function endRun(state: RunState): Promise<Endings> {
  const { running, used } = state
  const endings: [string, Ending][] = running.map((self) => [self.name, endingOf(self)])
  const finished = running.filter(({ ending }) => ending !== undefined && ending.kind !== 'crashed')
  await abandon(state)
  const all = Object.fromEntries(endings)
  for (const { actor } of finished) {
    const own: string[] = []
    for (const session of new Set([...actor.sessions, ...used]))
      if (session.user === actor) own.push(...(await session.tidy()))
    actor.leaves.unshift(...own)
  }
  for (const { name, actor } of finished) {
    const { leaves } = actor
    if (leaves.length > 0) all[name] = { ...all[name]!, leaves: [...new Set(leaves)] }
  }
  return all
}

function endingOf({ name, ending, sent }: RunningActor): Ending {
  if (ending !== undefined) return ending
  const others = sent?.blockedBy?.map((other) => (other === name ? 'itself' : other)) ?? []
  return { kind: 'waits', statement: sent?.fingerprint ?? 'a timer', for: others }
}

/** Ends those that have not ended: their connections are cut, their code does not go on. */
async function abandon({ running, waits }: RunState): Promise<void> {
  while (await waits.thawNext());
  const open = running.filter(({ ending }) => ending === undefined)
  // Each waits no longer, before a cut lets one of them go on.
  for (const self of open) {
    self.ending = { kind: 'crashed' }
    dropWaits(self)
  }
  for (const { actor } of open) for (const session of actor.sessions) await session.cut()
}
