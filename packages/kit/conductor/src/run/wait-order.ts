import type { RunningActor } from './running-actor.ts'
import type { Sent } from './sent.ts'

/** Whether `self` waits, directly or through others, for the actor of that name. */
export function waitsFor(
  running: readonly RunningActor[],
  self: RunningActor,
  name: string,
): boolean {
  const seen = new Set<RunningActor>()
  const reaches = (each: RunningActor): boolean => {
    if (seen.has(each) || each.sent === undefined) return false
    seen.add(each)
    return (each.sent.blockedBy ?? []).some((blocker) => {
      const next = running.find((other) => other.name === blocker)
      return blocker === name || (next !== undefined && reaches(next))
    })
  }
  return reaches(self)
}

/**
 * When a step ends several waits, the server's processes race. So all but the first to wait are
 * kept still, and go on one after the other in the order in which they began to wait.
 */
export interface WaitOrder {
  /** Notes that an actor has begun to wait. */
  begins(self: RunningActor): void
  /** Keeps still all but the first of those that wait for this actor, before it goes on. */
  freeze(running: readonly RunningActor[], self: RunningActor): Promise<void>
  /** Lets the next one go on; returns whether there was one. */
  thawNext(): Promise<boolean>
  /** Lets all go on waiting, when the step ended no wait. */
  thawAll(): Promise<void>
}

export function createWaitOrder(): WaitOrder {
  let waits: RunningActor[] = []
  return {
    begins(self) {
      waits = [...waits.filter((each) => each !== self), self]
    },
    async freeze(running, self) {
      const waiting = waits.filter(
        (each) => each.sent?.announced && waitsFor(running, each, self.name),
      )
      for (const { sent } of waiting.filter((each) => each !== self).slice(1)) {
        const session = sent!.session
        if (session?.detector.freeze === undefined) continue
        await session.detector.freeze([session])
        sent!.frozen = true
      }
    },
    async thawNext() {
      const sent = waits.find((self) => self.sent?.frozen)?.sent
      if (sent === undefined) return false
      await thaw(sent)
      sent.stable = false
      return true
    },
    async thawAll() {
      for (const { sent } of waits) if (sent?.frozen) await thaw(sent)
    },
  }
}

async function thaw(sent: Sent): Promise<void> {
  await sent.session?.detector.thaw?.([sent.session])
  sent.frozen = false
}
