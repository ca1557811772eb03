import { describeError } from '../describe-moment.ts'
import { asNobody } from './actor.ts'
import type { RunningActor } from './running-actor.ts'
import type { Sent } from './sent.ts'

export interface Call {
  statement: string
  at?: string | undefined
  describe?(value: unknown): string
  resolve(value: never): void
  reject(error: unknown): void
  changed(): void
}

/** Sends the statement for which an actor waits for its turn. */
export function takeStep(self: RunningActor, closesCycle: boolean, changed: () => void): Sent {
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
  sent.isLimitError = action.isLimitError
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
  self: RunningActor,
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
    isLimitError: undefined,
    mayEnd: false,
    isOverLimit: () => isOverLimit(sent, ms),
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

function isOverLimit({ outcome, isLimitError, waitLimitMs, endWait }: Sent, ms: number): boolean {
  if (outcome === undefined || 'value' in outcome) return false
  if (isLimitError !== undefined) return isLimitError(outcome.error, ms)
  return endWait === undefined && ms >= (waitLimitMs() ?? Infinity)
}
