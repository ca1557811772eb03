import { AsyncLocalStorage } from 'node:async_hooks'
import type { Footprint } from '../explore/footprint.ts'
import type { Granularity } from './granularity.ts'

/** A connection to a server, as the server knows it. */
export interface Session {
  detector: BlockDetector
  /** The actor that used it last: a pool may have given it to an actor of another race meanwhile. */
  user: Actor | undefined
  /** Cuts the connection, as the death of its process does, and waits until the server noticed. */
  cut(): Promise<void>
  /** Removes what a finished actor left on it; returns what that was. */
  tidy(): Promise<string[]>
  /** When the server ends the session because it does nothing inside of a transaction. */
  idleEndsAt?(): number | undefined
  /** Whether the server has ended it because of that, or because its transaction lasted too long. */
  hasTimedOut?(): boolean
}

/** Tells, from the server's own word, which sessions wait and for whom. */
export interface BlockDetector {
  /** Which of `asked` wait, and for whom of `known` (for none of them: an empty list). */
  blocked(
    asked: readonly Session[],
    known: readonly Session[],
  ): Promise<Map<Session, readonly Session[]>>
  /** Whether sessions that wait for each other are found by the server, which then ends one wait. */
  findsDeadlocks: boolean
  /**
   * Keeps waiting sessions from going on when their wait ends. Absent where the server has one
   * thread, and so lets them go on one by one itself.
   */
  freeze?(sessions: readonly Session[]): Promise<void>
  thaw?(sessions: readonly Session[]): Promise<void>
}

/** What a watched client asks its turn for. */
export interface Action<Value = unknown> {
  /** As people read it, parameters filled in. */
  statement: string
  /** As it must be again when the same order is run again. */
  fingerprint: string
  /** The line of the program that asks, when it is known. */
  at: string | undefined
  session: Session | undefined
  /** Called once, when the turn has come. `closesCycle`: its wait may be the last of a cycle. */
  send(closesCycle: boolean): Promise<Value>
  describe(value: Value): string
  /** What it touches; after the reply also what its end published. */
  footprint(): Footprint
  /** After the reply: whether it let go of anything that others may wait for. Default: it did. */
  mayFree?: () => boolean
  /** Whether it tells other sessions to give up, which they hear some time after its reply. */
  signalsOthers?: boolean
  /** Resolves when the server will not find a deadlock by itself any more. */
  checkedForDeadlock?: () => Promise<void>
  /** Of what waits in this process, such as for a client of a pool: whether it has to queue. */
  isBlocked?: () => boolean
  /** The actors that it waits for then. */
  heldBy?: () => string[]
  /** How long a wait lasts before it ends by itself, in milliseconds; undefined for ever. */
  waitLimitMs?: () => number | undefined
  /** Whether an error, so long after it was sent, says that the limit has passed. Default: the time does. */
  isLimitError?: (error: unknown, ms: number) => boolean
  /** Ends the wait as its limit does, for a server that can be told to. It then keeps no time itself. */
  endWait?: () => Promise<void>
  /** Gives the value back when the actor has died meanwhile. */
  discard?: (value: Value) => void
}

/** What all actors of a run share. */
export interface RunScope {
  granularity: Granularity
  /** The same for all runs of one exploration: what is known of a schema holds as long. */
  exploration: object
  /** Whether moments say which line of the program asks; looking for it takes a tenth of a run. */
  wantsLines: boolean
  /** How much time of the run's own clock has passed since it began; undefined without a clock. */
  elapsedMs: (() => number) | undefined
}

/** The conductor's side of a running actor. */
export interface Actor {
  name: string
  scope: RunScope
  /** Waits for this actor's turn, then sends. */
  perform<Value>(action: Action<Value>): Promise<Value>
  /**
   * Waits for something in this process. It is no step of a schedule, and shows only when
   * `isBlocked` says that it has to queue.
   */
  wait<Value>(waiting: Waiting<Value>): Promise<Value>
  /** Ends the exploration: this cannot be conducted. */
  refuse(error: Error): void
  /** Adds to what the step under way touches. */
  touch(footprint: Footprint): void
  /** Says what this run cannot show, for the report. */
  limit(text: string): void
  /** Sessions that die with this actor. */
  sessions: Set<Session>
  /** Tells the scheduler that something of this actor changed, such as a timer that it set. */
  changed(): void
  /**
   * How many statements are under way that the server commits by itself. To die does not undo them:
   * the server notices that the client is gone when it replies.
   */
  committing: number
  /** How much is under way for it that is no step, such as opening a connection. */
  preparing: number
  /** How many of these wait until its client is done with another statement. */
  inLine: number
  /** What it left behind on sessions that others have used since. */
  leaves: string[]
  /** Whether it has ended, or was given up: what runs in its name now, such as a pool's timer, is no step. */
  hasEnded(): boolean
  /** How many connections it has closed that their server has not let go yet. */
  closing: number
  /** When what it prepared last is ready, or has failed. */
  prepared: Promise<unknown>
}

export interface Waiting<Value> {
  statement: string
  value: Promise<Value>
  isBlocked(): boolean
  heldBy?: () => string[]
  waitLimitMs?: () => number | undefined
  /** Gives the value back when its actor has died meanwhile. */
  discard(value: Value): void
}

const actors = new AsyncLocalStorage<Actor | undefined>()

/** The actor whose code is running, or undefined outside a conducted run. */
export function currentActor(): Actor | undefined {
  return actors.getStore()
}

/** Runs code as no actor's: what it opens or sends is not conducted. */
export function asNobody<Result>(run: () => Result): Result {
  return actors.run(undefined, run)
}

export function asActor<Result>(actor: Actor, run: () => Result): Result {
  return actors.run(actor, run)
}

/**
 * Awaits what an actor needs before its step, such as an open connection. Of statements in parallel
 * none overtakes another: which connection opens faster must not decide an order.
 */
export async function prepare<Value>(actor: Actor, ready: Promise<Value>): Promise<Value> {
  actor.preparing++
  const inTurn = actor.prepared.then(() => ready)
  actor.prepared = inTurn.catch(() => {})
  try {
    return await inTurn
  } finally {
    actor.preparing--
    actor.changed()
  }
}

/** Awaits what belongs to the step under way though its actor does not wait for it. */
export async function untilClosed(actor: Actor, closed: Promise<unknown>): Promise<void> {
  actor.closing++
  try {
    await closed
  } finally {
    actor.closing--
    actor.changed()
  }
}
