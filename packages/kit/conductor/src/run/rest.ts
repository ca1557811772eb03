import { quiet, turnOfTheLoop } from './quiet.ts'
import type { RunState } from './run-state.ts'
import type { RunningActor } from './running-actor.ts'
import type { Sent } from './sent.ts'
import { settleServers } from './settle.ts'

/**
 * Lets replies through, one at a time, until every actor is at a step, waits, or has ended.
 *
 * @param stepped The actor whose reply comes first.
 */
export async function rest(state: RunState, stepped?: RunningActor): Promise<void> {
  const { running, waits, moments } = state
  for (;;) {
    await quiet(state)
    do await settle(state, false)
    while (await waits.thawNext())
    for (const self of running) announceWait(state, self)
    const replied = [stepped, ...running].find((self) => self?.sent?.outcome !== undefined)
    if (replied === undefined) return
    const { name: actor, sent, queue } = replied as RunningActor & { sent: Sent }
    state.ranLate ||= sent.isOverLimit() && !sent.mayEnd
    if (sent.announced) {
      moments.push({ type: 'resumed', actor, ...asked(sent), reply: sent.reply() })
    } else if (sent.isStep) {
      moments.push({ type: 'step', actor, ...asked(sent), reply: sent.reply() })
    }
    sent.deliver()
    // Its code runs now, though another part of it is at a step or waits.
    if (queue.length > 0 || replied.sent !== undefined) await turnOfTheLoop()
  }
}

export function settle(state: RunState, expectBlocked: boolean): Promise<void> {
  return settleServers({ ...state, expectBlocked })
}

/** Forgets who waits: the servers have to be asked again. */
export function reopen({ running }: RunState): void {
  for (const { sent } of running) if (sent !== undefined) sent.stable = false
}

function announceWait({ waits, moments }: RunState, self: RunningActor): void {
  const { name: actor, sent } = self
  if (sent === undefined || sent.outcome !== undefined || sent.announced) return
  sent.announced = true
  sent.blockedBy ??= sent.heldBy?.()
  waits.begins(self)
  moments.push({ type: 'blocked', actor, ...asked(sent), by: sent.blockedBy ?? [] })
}

function asked({ statement, at }: Sent) {
  return at === undefined ? { statement } : { statement, at }
}
