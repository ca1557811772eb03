import type { Ending } from '../ending.ts'
import type { Action, Actor } from './actor.ts'
import type { Sent } from './sent.ts'

export interface Part {
  run(): Promise<unknown>
  /** Whether it may die at any of its steps, and what starts then in its place. */
  crash: { restart: (() => Promise<unknown>) | undefined } | undefined
}

/** An actor of the run under way, as the scheduler sees it. */
export interface RunningActor {
  name: string
  part: Part
  actor: Actor
  /** What it asks a turn for; more than one when it does not await each. */
  queue: { action: Action; resolve(value: never): void; reject(error: unknown): void }[]
  sent: Sent | undefined
  /** Waits in this process that begin when `sent` has its reply, or end when the actor dies. */
  behind: (() => void)[]
  /** Ends an actor whose code has returned before all its statements had their replies. */
  endLate: (() => void) | undefined
  ending: Ending | undefined
}
