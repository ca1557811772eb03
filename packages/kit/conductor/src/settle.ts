import type { BlockDetector, Session } from './actor.ts'
import { StalledError } from './errors.ts'
import type { Running, Sent } from './running.ts'

/** How long a reply may take before the servers are asked who waits. It decides no order. */
const askAfterMs = 1

/** Waits until every statement has its reply or waits, in its server, for an actor that is at rest. */
export async function settleServers(options: {
  running: readonly Running[]
  change(waitMs: number): Promise<void>
  expectBlocked: boolean
  stallMs: number
  schedule(): string
}): Promise<void> {
  const { running } = options
  const from = performance.now()
  let ask = options.expectBlocked
  for (;;) {
    let open = unsettled(running)
    if (open.length === 0) return
    if (ask || open.every(({ sent }) => sent.announced)) {
      await askServers(running, open)
      // Who replied meanwhile may have let others go: what the servers said of these is too old.
      const moving = new Set(open.map(({ sent }) => sent))
      for (const { self, sent } of open) sent.stable = isStable(running, self, moving, new Set())
      open = unsettled(running)
      if (open.length === 0) return
    }
    if (performance.now() - from > options.stallMs) {
      const { self, sent } = open[0]!
      throw new StalledError(self.name, options.schedule(), sent.statement, options.stallMs)
    }
    await options.change(askAfterMs)
    ask = performance.now() - from >= askAfterMs
  }
}

function unsettled(running: readonly Running[]): { self: Running; sent: Sent }[] {
  return running.flatMap((self) => {
    const sent = self.sent
    if (sent === undefined || sent.outcome !== undefined || sent.frozen) return []
    const settled = sent.isBlocked === undefined ? sent.stable : sent.isBlocked()
    return settled ? [] : [{ self, sent }]
  })
}

async function askServers(
  running: readonly Running[],
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
    const owners = new Map(
      running.flatMap((self) => [...self.actor.sessions].map((session) => [session, self.name])),
    )
    const blocked = await detector.blocked([...sents.keys()], [...owners.keys()])
    for (const [session, sent] of sents) {
      const blockers = blocked.get(session)
      sent.blockedBy =
        blockers === undefined
          ? undefined
          : [...new Set(blockers.flatMap((each) => owners.get(each) ?? []))].sort()
    }
  }
}

/** Whether a wait lasts until an actor at rest goes on: nobody it waits for is moving or in a cycle. */
function isStable(
  running: readonly Running[],
  self: Running,
  moving: ReadonlySet<Sent>,
  seen: Set<Running>,
): boolean {
  const sent = self.sent
  if (sent === undefined) return true
  if (sent.outcome !== undefined) return !moving.has(sent)
  if (sent.frozen) return true
  if (seen.has(self) || sent.blockedBy === undefined || !sent.deadlockChecked) return false
  seen.add(self)
  const stable = sent.blockedBy.every((name) => {
    const blocker = running.find((each) => each.name === name)
    return blocker === undefined || isStable(running, blocker, moving, seen)
  })
  seen.delete(self)
  return stable
}
