import type { Actor } from '../run/actor.ts'
import type { PostgresServer, PostgresSession } from './postgres-server.ts'
import type { Query } from './query.ts'
import type { TransactionTracker } from './track-transaction.ts'

export interface WatchedSession extends PostgresSession {
  detector: PostgresServer
  /** Whether the role may say when the server looks for deadlocks. */
  setsDeadlockTimeout: boolean
  tracker: TransactionTracker
  limits: Limits
  /** Sends by the client itself, as no actor's step. */
  query: Query
  /** When its last statement was sent. */
  sentAtMs: number
  /** When its last reply came. */
  repliedAtMs: number
  /** How long its last statement may wait, in milliseconds; undefined for ever. */
  waitLimitMs(): number | undefined
  /** Whether something was sent that may outlive its transaction, such as a setting or a lock. */
  mayLeave: boolean
  /** What may be names of settings that PostgreSQL knows only since it was told. */
  settingNames: Set<string>
  /** Such settings that earlier runs have made. */
  keeps: Set<string>
  /** Runs statements of one client one after the other, whoever waits for which. */
  inTurn<Value>(actor: Actor, work: () => Promise<Value>): Promise<Value>
  /** Whether the transaction under way has set how long something may last. */
  changesLimits: boolean
  /** Reads again how long it may wait, when that may have changed. */
  followLimits(): Promise<void>
  isOver(): boolean
  /** Notes what its user leaves to the next one. */
  handOver(): Promise<void>
  /** The actor that left something on it that a later user found. */
  leftBy: Map<string, Actor>
  /** Lets no run know which numbers of sequences an earlier one took. */
  forgetNumbers(run: object): Promise<void>
  /** Whether its actor has died with it, or was given up. */
  wasCut: boolean
  /** Resolves when the server knows that the connection has gone. */
  gone(): Promise<void>
}

/** Time limits of the session, in milliseconds; 0 is none. */
export interface Limits {
  lock_timeout: number
  statement_timeout: number
  idle_in_transaction_session_timeout: number
  transaction_timeout: number
}
