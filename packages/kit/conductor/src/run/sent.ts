import { describeError } from '../describe-moment.ts'
import type { Footprint } from '../explore/footprint.ts'
import type { Reply } from '../timeline.ts'
import { asNobody } from './actor.ts'
import type { Session } from './actor.ts'
import type { Running } from './running.ts'

/** A statement that is with its server, or a wait in this process. */
export interface Sent {
  statement: string
  fingerprint: string
  at: string | undefined
  session: Session | undefined
  /** Whether it is a step of the schedule, and not a wait that nobody sees unless it lasts. */
  isStep: boolean
  /** Of a wait in this process: whether it lasts. */
  isBlocked: (() => boolean) | undefined
  /** The actors that it waits for in this process. */
  heldBy: (() => string[]) | undefined
  outcome: { value: unknown } | { error: unknown } | undefined
  sentAt: number
  waitLimitMs(): number | undefined
  /** Ends the wait as its limit does; undefined if the server keeps the time. */
  endWait: (() => Promise<void>) | undefined
  /** The sessions that it waits for, by the server's last word; undefined while it runs. */
  blockers: readonly Session[] | undefined
  /** The actors of these sessions. */
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

export interface Call {
  statement: string
  at?: string | undefined
  describe?(value: unknown): string
  resolve(value: never): void
  reject(error: unknown): void
  changed(): void
}

/** Sends the statement for which an actor waits for its turn. */
export function takeStep(self: Running, closesCycle: boolean, changed: () => void): Sent {
  const { action, resolve, reject } = self.queue.shift()!
  const { sent, settle } = sendFor(self, { ...action, resolve, reject, changed })
  sent.isStep = true
  sent.session = action.session
  sent.isBlocked = action.isBlocked
  sent.heldBy = action.heldBy
  sent.fingerprint = action.fingerprint
  sent.footprint = () => action.footprint()
  sent.mayFree = () => action.mayFree?.() ?? true
  sent.waitLimitMs = () => action.waitLimitMs?.()
  sent.endWait = action.endWait
  if (closesCycle && action.checkedForDeadlock !== undefined) {
    sent.deadlockChecked = false
    void action.checkedForDeadlock().then(() => {
      sent.deadlockChecked = true
      changed()
    })
  }
  asNobody(() => action.send(closesCycle)).then(
    (value) => (self.ending === undefined ? settle({ value }) : action.discard?.(value)),
    (error: unknown) => settle({ error }),
  )
  return sent
}

export function sendFor(
  self: Running,
  call: Call,
): { sent: Sent; settle(outcome: NonNullable<Sent['outcome']>): void } {
  const sentAt = performance.now()
  let ms = 0
  const sent: Sent = {
    statement: call.statement,
    fingerprint: call.statement,
    at: call.at,
    session: undefined,
    isStep: false,
    isBlocked: undefined,
    heldBy: undefined,
    outcome: undefined,
    sentAt,
    waitLimitMs: () => undefined,
    endWait: undefined,
    blockers: undefined,
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
