import { createRequire } from 'node:module'
import type * as FakeTimers from '@sinonjs/fake-timers'
import { asActor, asNobody, currentActor } from './run/actor.ts'
import type { Actor } from './run/actor.ts'

type Timer = ReturnType<typeof setTimeout>

/** Time that passes only when it is told to. */
export interface VirtualClock {
  /** In milliseconds; 0 at first, unless told otherwise. */
  now(): number
  /** @param label What the time is for, as a timeline shows it when it has passed. */
  sleep(ms: number, label?: string): Promise<void>
  setTimeout(callback: () => void, ms: number, label?: string): Timer
  clearTimeout(timer: Timer | undefined): void
  /** Lets time pass. What becomes due runs one after the other, with what follows from it. */
  advance(ms: number): Promise<void>
  /**
   * Puts this clock in the place of the process's own `setTimeout`, `setInterval` and `Date`, for
   * libraries that take no clock, until the result is disposed.
   */
  replaceTimers(): Disposable
}

/** A timer as the conductor sees it. */
export interface Pending {
  actor: Actor | undefined
  label: string
  dueMs: number
}

/** The conductor's side of a clock. */
export interface ClockControl {
  /** Goes up whenever a timer is set or cleared. */
  changes: number
  pending(): readonly Pending[]
  /** Lets time pass up to this timer, and runs those due before it and itself. */
  fire(timer: Pending): void
  forget(actor: Actor): void
  /** Back to the start: no timer, and the time of the beginning. */
  reset(): void
}

const controls = new WeakMap<VirtualClock, ClockControl>()

export function controlOf(clock: VirtualClock): ClockControl {
  return controls.get(clock)!
}

/**
 * Creates a clock that stands still. In a conducted run that is given it, letting an actor's next
 * timer fire is a step: `fire(alice)`.
 *
 * @param options.startMs The time at the beginning, in milliseconds since 1970. Default 0.
 */
export function virtualClock(options: { startMs?: number } = {}): VirtualClock {
  // Only programs that use time load the library.
  const { withGlobal } = createRequire(import.meta.url)('@sinonjs/fake-timers') as typeof FakeTimers
  const time = withGlobal(globalThis).createClock(options.startMs ?? 0)
  const timers = createTimers(time)
  const clock: VirtualClock = {
    now: () => time.now,
    sleep: (ms, label) => new Promise((resolve) => void timers.set(() => resolve(), ms, label)),
    setTimeout: (callback, ms, label) => timers.set(callback, ms, label),
    clearTimeout: timers.clear,
    async advance(ms) {
      await time.tickAsync(ms)
    },
    replaceTimers() {
      const real = Object.fromEntries(replaced.map((name) => [name, globalThis[name]]))
      Object.assign(globalThis, {
        setTimeout: (callback: () => void, ms = 0, ...given: unknown[]) =>
          timers.set(callback, ms, undefined, given),
        clearTimeout: timers.clear,
        setInterval: time.setInterval,
        clearInterval: time.clearInterval,
        Date: time.Date,
      })
      return { [Symbol.dispose]: () => void Object.assign(globalThis, real) }
    },
  }
  controls.set(clock, timers.control)
  return clock
}

interface Timers {
  set(callback: (...given: unknown[]) => void, ms: number, label?: string, given?: unknown[]): Timer
  clear(timer: Timer | undefined): void
  control: ClockControl
}

/** Timers that know the actor that set them. */
function createTimers(time: FakeTimers.Clock): Timers {
  const timers = new Map<object, Pending>()
  const forget = (timer: object) => {
    if (timers.delete(timer)) control.changes++
  }
  const clear = (timer: Timer | undefined) => {
    if (timer === undefined || timer === null) return
    forget(timer)
    time.clearTimeout(timer as never)
  }
  const control: ClockControl = {
    changes: 0,
    pending: () => [...timers.values()].toSorted((one, other) => one.dueMs - other.dueMs),
    fire(timer) {
      const isPending = () => [...timers.values()].includes(timer)
      while (isPending()) time.next()
    },
    forget(actor) {
      for (const [timer, pending] of timers) if (pending.actor === actor) clear(timer as Timer)
    },
    reset() {
      time.reset()
      timers.clear()
    },
  }
  return {
    clear,
    control,
    set(callback, ms, label, given = []) {
      const actor = currentActor()
      const run = () => {
        forget(timer)
        if (actor === undefined) callback(...given)
        else asActor(actor, () => callback(...given))
      }
      const timer = asNobody(() => time.setTimeout(run, ms)) as unknown as Timer
      timers.set(timer, { actor, label: describe(label, ms), dueMs: time.now + ms })
      control.changes++
      actor?.changed()
      return timer
    },
  }
}

const replaced = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] as const

function describe(label: string | undefined, ms: number): string {
  return label === undefined ? `${ms} ms pass` : `${label}, after ${ms} ms`
}
