import { asActor, asNobody } from './actor.ts'
import type { Action, Actor, Session } from './actor.ts'
import { describeError } from './describe-moment.ts'
import type { Footprint } from './footprint.ts'
import type { Moment, Reply } from './timeline.ts'

export interface Part {
  run(): Promise<unknown>
  /** Whether it may die at any of its steps, and what starts then in its place. */
  crash: { restart: (() => Promise<unknown>) | undefined } | undefined
}

/** A statement that is with its server, or a wait in this process. */
export interface Sent {
  statement: string
  fingerprint: string
  at: string | undefined
  session: Session | undefined
  /** Of a wait in this process: whether it lasts. */
  isBlocked: (() => boolean) | undefined
  outcome: { value: unknown } | { error: unknown } | undefined
  /** The actors that it waits for, by the server's last word; undefined while it runs. */
  blockedBy: string[] | undefined
  /** Whether the wait was seen to last until another actor goes on. */
  stable: boolean
  /** Whether the timeline says that it waits. */
  announced: boolean
  /** Whether it is kept from going on until those that waited before it have gone on. */
  frozen: boolean
  /** Whether the server will not end this wait by finding a deadlock. */
  deadlockChecked: boolean
  footprint(): Footprint
  mayFree(): boolean
  reply(): Reply
  /** Lets the actor have what came back. */
  deliver(): void
}

/** An actor of the run under way, as the scheduler sees it. */
export interface Running {
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
  ending: string | undefined
}

/** Starts an actor: its code runs up to its first step. */
export function startActor(
  name: string,
  part: Part,
  heard: { exploration: object; moment(moment: Moment): void; changed(): void },
): Running {
  const self: Running = {
    name,
    part,
    queue: [],
    sent: undefined,
    behind: [],
    endLate: undefined,
    ending: undefined,
    actor: {
      name,
      exploration: heard.exploration,
      sessions: new Set(),
      preparing: 0,
      prepared: Promise.resolve(),
      changed: heard.changed,
      perform: (action) =>
        new Promise((resolve, reject) => {
          if (self.ending !== undefined) return
          self.queue.push({ action: action as Action, resolve, reject })
          heard.changed()
        }),
      wait: ({ statement, value, isBlocked, discard }) =>
        new Promise((resolve, reject) => {
          const begin = () => {
            if (self.ending !== undefined) return void value.then(discard, () => {})
            const { sent, settle } = send(self, {
              statement,
              resolve,
              reject,
              changed: heard.changed,
            })
            sent.isBlocked = isBlocked
            value.then(
              (given) => (self.ending === undefined ? settle({ value: given }) : discard(given)),
              (error: unknown) => settle({ error }),
            )
          }
          value.catch(() => {})
          if (self.sent === undefined) begin()
          else self.behind.push(begin)
        }),
    },
  }
  const end = (moment: Moment, ending: string) => {
    const unheard = self.sent?.statement ?? self.queue[0]?.action.statement
    if (unheard === undefined && self.actor.preparing === 0) return close(moment, ending)
    // What nobody awaits is sent all the same.
    const which = unheard === undefined ? 'a statement' : `"${unheard}"`
    self.endLate = () => close(moment, `${ending}, before ${which} had its reply`)
    heard.changed()
  }
  const close = (moment: Moment, ending: string) => {
    if (self.ending !== undefined) return
    self.ending = ending
    heard.moment(moment)
    heard.changed()
  }
  asActor(self.actor, () => Promise.try(part.run)).then(
    (value) => {
      const returned = value === undefined ? '' : `: ${JSON.stringify(value)}`
      end({ type: 'finished', actor: name, value }, `finished${returned}`)
    },
    (thrown) => {
      const error = describeError(thrown)
      end({ type: 'failed', actor: name, ...error }, `failed: ${error.code}`)
    },
  )
  return self
}

/** Sends the statement for which an actor waits for its turn. */
export function takeStep(self: Running, closesCycle: boolean, changed: () => void): Sent {
  const { action, resolve, reject } = self.queue.shift()!
  const { sent, settle } = send(self, { ...action, resolve, reject, changed })
  sent.session = action.session
  sent.fingerprint = action.fingerprint
  sent.footprint = () => action.footprint()
  sent.mayFree = () => action.mayFree?.() ?? true
  if (closesCycle && action.checkedForDeadlock !== undefined) {
    sent.deadlockChecked = false
    void action.checkedForDeadlock().then(() => {
      sent.deadlockChecked = true
      changed()
    })
  }
  asNobody(() => action.send(closesCycle)).then(
    (value) => settle({ value }),
    (error: unknown) => settle({ error }),
  )
  return sent
}

/** Lets go of what an actor that has died or was given up still waits for. */
export function dropWaits(self: Running): void {
  for (const begin of self.behind.splice(0)) begin()
}

function send(
  self: Running,
  call: {
    statement: string
    at?: string | undefined
    describe?(value: unknown): string
    resolve(value: never): void
    reject(error: unknown): void
    changed(): void
  },
): { sent: Sent; settle(outcome: NonNullable<Sent['outcome']>): void } {
  const sentAt = performance.now()
  let ms = 0
  const sent: Sent = {
    statement: call.statement,
    fingerprint: call.statement,
    at: call.at,
    session: undefined,
    isBlocked: undefined,
    outcome: undefined,
    blockedBy: undefined,
    stable: false,
    announced: false,
    frozen: false,
    deadlockChecked: true,
    footprint: () => [],
    mayFree: () => true,
    reply() {
      if ('value' in sent.outcome!) {
        return { outcome: 'ok', text: call.describe?.(sent.outcome.value) ?? '', ms }
      }
      const { code, message } = describeError(sent.outcome!.error)
      return { outcome: 'error', text: message, code, ms }
    },
    deliver() {
      self.sent = undefined
      if ('value' in sent.outcome!) call.resolve(sent.outcome.value as never)
      else call.reject(sent.outcome!.error)
      self.behind.shift()?.()
    },
  }
  self.sent = sent
  call.changed()
  return {
    sent,
    settle(outcome) {
      sent.outcome = outcome
      ms = performance.now() - sentAt
      call.changed()
    },
  }
}
