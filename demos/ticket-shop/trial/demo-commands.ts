import type { Place } from '../src/reached.ts'
import type { BreakerState } from '../src/payments/payments.ts'

/** What the demo tells a process of the shop to do. */
export type DemoCommand =
  /** Die by SIGKILL at the first of these places that is reached. */
  | { type: 'die at'; places: Place[] }
  /** Wait at the place, the next so many times that it is reached, until told to go on. */
  | { type: 'wait at'; place: Place; times: number }
  /** Forget what was ordered, and go on where it waits. */
  | { type: 'go on' }

/** What a process of the shop tells the demo without being asked. */
export type DemoNote =
  | { type: 'ready'; url?: string }
  /** Where it tells of its health. */
  | { type: 'health'; url: string }
  | { type: 'breaker'; state: BreakerState }
  | { type: 'waits'; place: Place }
