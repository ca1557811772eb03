import type { Footprint } from '../explore/footprint.ts'
import type { Reply } from '../timeline.ts'
import type { Session } from './actor.ts'

/** A statement that is with its server, or a wait in this process. */
export interface Sent {
  statement: string
  fingerprint: string
  at: string | undefined
  session: Session | undefined
  /** Whether it is a step of the schedule, and not a wait that is invisible unless it lasts. */
  isStep: boolean
  /** Of a wait in this process: whether it lasts. */
  isBlocked: (() => boolean) | undefined
  /** The actors that it waits for in this process. */
  heldBy: (() => string[]) | undefined
  outcome: { value: unknown } | { error: unknown } | undefined
  sentAt: number
  waitLimitMs(): number | undefined
  /** Whether an error says that its limit has passed; undefined where only the time tells. */
  isLimitError: ((error: unknown, ms: number) => boolean) | undefined
  /** Whether a step has let its limit pass. */
  mayEnd: boolean
  /** Whether it ended because its limit had passed. */
  isOverLimit(): boolean
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
