import { clearTimeout, setTimeout } from 'node:timers'
import type { ClockControl } from '../clock.ts'
import { union } from '../explore/footprint.ts'
import type { Footprint } from '../explore/footprint.ts'
import type { Moment } from '../timeline.ts'
import { formatSchedule } from '../schedule.ts'
import type { Choice } from '../schedule.ts'
import type { RunScope, Session } from './actor.ts'
import { startActor } from './start-actor.ts'
import type { Part, RunningActor } from './running-actor.ts'
import { createWaitOrder } from './wait-order.ts'
import type { WaitOrder } from './wait-order.ts'

export interface Step {
  choice: Choice
  footprint: Footprint
  /** Whether another actor's turn ended although it could have gone on. */
  preempts: boolean
  /** Whether it is possible only when no other actor can go on, and so after all steps before it. */
  followsAll: boolean
  /** The actors that this step let go on or, by a crash, started. */
  frees: string[]
  /** Whether it had to wait. */
  waits: boolean
  /** What happened, without what may differ from run to run, such as generated keys. */
  fingerprint: string
}

/** What a run under way has come to. */
export interface RunState {
  readonly clock: ClockControl | undefined
  stallMs(): number
  readonly running: RunningActor[]
  readonly steps: Step[]
  readonly moments: Moment[]
  readonly waits: WaitOrder
  /** The sessions on which something was sent. */
  readonly used: Set<Session>
  /** What the run cannot show, for the report. */
  readonly limits: Set<string>
  /** The sessions of which a step ended the time. */
  readonly endedBySteps: Set<Session>
  /** Whether a limit has passed that no step let pass: the machine was too slow for it. */
  ranLate: boolean
  start(name: string, part: Part): void
  /** Waits until something changes, at most `waitMs`. */
  change(waitMs: number): Promise<void>
  changed(): void
  /** The order so far, as text. */
  schedule(): string
  /** What was touched besides by statements since this was asked last. */
  takeTouched(): Footprint
  /** @throws What a client refused to conduct. */
  throwRefused(): void
}

export interface RunStateOptions {
  clock: ClockControl | undefined
  stallMs: number | (() => number)
  scope: RunScope
}

export function createRunState({ clock, stallMs, scope }: RunStateOptions): RunState {
  const moments: Moment[] = []
  const steps: Step[] = []
  const running: RunningActor[] = []
  const limits = new Set<string>()
  let wake = Promise.withResolvers<void>()
  let touched: Footprint = []
  let refused: Error | undefined
  const changed = () => wake.resolve()
  return {
    clock,
    stallMs: () => (typeof stallMs === 'function' ? stallMs() : stallMs),
    running,
    steps,
    moments,
    waits: createWaitOrder(),
    used: new Set(),
    limits,
    endedBySteps: new Set(),
    ranLate: false,
    start(name, part) {
      const hearing = {
        scope,
        changed,
        moment: (moment: Moment) => void moments.push(moment),
        touched: (more: Footprint) => void (touched = union(touched, more)),
        limited: (text: string) => void limits.add(text),
        refused(error: Error) {
          refused ??= error
          changed()
        },
      }
      running.push(startActor(name, part, hearing))
    },
    changed,
    async change(waitMs) {
      const timer = setTimeout(changed, waitMs)
      await wake.promise
      clearTimeout(timer)
      wake = Promise.withResolvers()
    },
    schedule: () => formatSchedule(steps.map((step) => step.choice)),
    takeTouched() {
      const all = touched
      touched = []
      return all
    },
    throwRefused() {
      if (refused !== undefined) throw refused
    },
  }
}
