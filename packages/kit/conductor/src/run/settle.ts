import type { BlockDetector, Session } from './actor.ts'
import { NoReplyError } from '../errors.ts'
import type { RunningActor } from './running-actor.ts'
import type { Sent } from './sent.ts'

/** How long a reply may take before the servers are asked who waits. It decides no order. */
const askAfterMs = 1

export interface SettleOptions {
  running: readonly RunningActor[]
  /** The sessions on which something was sent: also those that their actor has given back. */
  used: ReadonlySet<Session>
  change(waitMs: number): Promise<void>
  expectBlocked: boolean
  stallMs(): number
  schedule(): string
}

/** Waits until every statement has its reply or waits, in its server, for an actor that is at rest. */
export async function settleServers(options: SettleOptions): Promise<void> {
  const { running } = options
  const from = performance.now()
  let ask = options.expectBlocked
  for (;;) {
    let open = unsettled(running)
    if (open.length === 0) return
    if (ask || open.every(({ sent }) => sent.announced)) {
      await askServers(options, open)
      // A statement that has ended meanwhile may have let others go: what the servers said of these is too old.
      const moving = new Set(open.map(({ sent }) => sent))
      const at = atRest(running, moving)
      for (const { sent } of open) sent.stable = isStable(sent, at, new Set())
      open = unsettled(running)
      if (open.length === 0) return
    }
    const stallMs = options.stallMs()
    if (performance.now() - from > stallMs) {
      const { self, sent } = open[0]!
      throw new NoReplyError(self.name, options.schedule(), sent.statement, stallMs)
    }
    await options.change(askAfterMs)
    ask = performance.now() - from >= askAfterMs
  }
}

function unsettled(running: readonly RunningActor[]): { self: RunningActor; sent: Sent }[] {
  return running.flatMap((self) => {
    const sent = self.sent
    if (sent === undefined || sent.outcome !== undefined || sent.frozen) return []
    const settled = sent.isBlocked === undefined ? sent.stable : sent.isBlocked()
    return settled ? [] : [{ self, sent }]
  })
}

/** Asks the servers of these statements which of them wait, and for whom. */
async function askServers(
  { running, used }: SettleOptions,
  open: readonly { sent: Sent }[],
): Promise<void> {
  const byDetector = new Map<BlockDetector, Map<Session, Sent>>()
  for (const { sent } of open) {
    if (sent.session === undefined) continue
    const { detector } = sent.session
    if (!byDetector.has(detector)) byDetector.set(detector, new Map())
    byDetector.get(detector)!.set(sent.session, sent)
  }
  for (const [detector, sents] of byDetector) {
    const known = new Set([...used, ...running.flatMap(({ actor }) => [...actor.sessions])])
    const blocked = await detector.blocked([...sents.keys()], [...known])
    for (const [session, sent] of sents) {
      sent.blockers = blocked.get(session)
      sent.blockedBy =
        sent.blockers &&
        [...new Set(sent.blockers.flatMap(({ user }) => user?.name ?? []))].toSorted()
    }
  }
}

interface AtRest {
  /** The statement that a session is busy with. */
  busyWith(session: Session): Sent | undefined
  isMoving(sent: Sent): boolean
}

function atRest(running: readonly RunningActor[], moving: ReadonlySet<Sent>): AtRest {
  const bySession = new Map(
    running.flatMap(({ sent }) => (sent?.session === undefined ? [] : [[sent.session, sent]])),
  )
  return {
    busyWith: (session) => bySession.get(session),
    isMoving: (sent) => moving.has(sent),
  }
}

/**
 * Whether a wait lasts until an actor at rest goes on: no session that it waits for is moving, or
 * in a cycle of waits that the server is about to end.
 */
function isStable(sent: Sent, at: AtRest, seen: ReadonlySet<Sent>): boolean {
  if (sent.outcome !== undefined) return !at.isMoving(sent)
  if (sent.frozen) return true
  if (sent.blockers === undefined || !sent.deadlockChecked) return false
  if (seen.has(sent)) return sent.session?.detector.findsDeadlocks !== true
  return sent.blockers.every((session) => {
    const other = at.busyWith(session)
    return other === undefined || isStable(other, at, new Set([...seen, sent]))
  })
}
