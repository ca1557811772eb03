import { once } from 'node:events'
import type { EventEmitter } from 'node:events'
import type pg from 'pg'
import { prepare } from '../run/actor.ts'
import type { Actor } from '../run/actor.ts'
import { checkedForDeadlock, expectDeadlock, expectDeadlockOutside } from './deadlock.ts'
import { advisoryLocks } from './footprint-of-statement.ts'
import type { Schema } from './footprint-of-statement.ts'
import { customNamesIn } from './leftovers.ts'
import type { ParsedStatement } from './parse-sql.ts'
import type { WatchedSession } from './watched-session.ts'
import { describeResult } from './postgres-text.ts'
import { serializableRunOf } from './serializable-run.ts'
import { traitsOf } from './statement-kind.ts'
import type { TrackedStatement } from './track-transaction.ts'

export interface Conducted {
  actor: Actor
  client: pg.Client
  session: WatchedSession
  /** The line of the program that asks. */
  at: string | undefined
}

export interface OneStatement {
  /** As people read it. */
  text: string
  fingerprint: string
  send(): Promise<unknown>
  /** Whether the server began its transaction, and ends it when the statement fails. */
  isImplicit?: boolean
  /** Instead of what comes back, in a few words. */
  describe?: () => string
}

/**
 * One statement as one step.
 *
 * @param statement undefined if the parser does not know it.
 */
export async function performStatement(
  conducted: Conducted,
  statement: ParsedStatement | undefined,
  one: OneStatement,
): Promise<unknown> {
  const { actor, client, session, at } = conducted
  const { exploration, granularity } = actor.scope
  const schema = await prepare(actor, session.detector.schemaFor(exploration))
  const tracked = session.tracker.next(statement, {
    schema: granularity.schemaChanges ? undefined : schema,
    serializable: serializableRunOf(actor.scope),
  })
  noteEffects(conducted, statement, one.text)
  const touched = tracked.footprint()
  const isOpaque = touched === 'everything'
  const signals =
    (isOpaque && schema.hidden.signal) ||
    (statement !== undefined && traitsOf(statement).signalsOthers)
  if (isOpaque) {
    const leaves = mayLeaveSomething(statement, schema)
    session.mayLeave ||= leaves
    // It may as well be a setting of the transaction.
    session.changesLimits ||= leaves
    if (schema.hidden.leaveSomething) noteNames(session, schema.settingNames)
    if (schema.hidden.changeSchema) granularity.noteSchemaChange()
  } else if (touched.some(({ resource }) => resource === advisoryLocks)) {
    // A view or a default may take it.
    session.mayLeave ||= schema.hidden.leaveSomething
  }
  const asksNumber = statement !== undefined && traitsOf(statement).asksLastNumber
  if (asksNumber || schema.hidden.askLastNumber) granularity.noteLastNumbers()
  if (session.mayLeave) noteNames(session, customNamesIn(one.text))
  const longestMs = session.limits.statement_timeout
  const mayLook = () => session.setsDeadlockTimeout && client.getTransactionStatus() !== 'E'
  return actor.perform({
    statement: one.text,
    fingerprint: one.fingerprint,
    at,
    session,
    async send(closesCycle) {
      const setBack = closesCycle && mayLook() ? await lookSoon(conducted) : undefined
      try {
        return await sendTracked(conducted, one, tracked)
      } finally {
        if (!session.isOver()) await setBack?.()
      }
    },
    describe: one.describe ?? ((result) => describeResult(result as pg.QueryResult)),
    footprint: () => tracked.footprint(),
    mayFree: () => tracked.ends(),
    signalsOthers: signals,
    checkedForDeadlock: () => (mayLook() ? checkedForDeadlock(client) : Promise.resolve()),
    waitLimitMs: () => session.waitLimitMs(),
    isLimitError: (error, ms) => isLimitError(error, longestMs > 0 && ms >= longestMs),
  })
}

/** Has the server look for a deadlock soon; returns what ends that, where its transaction does not. */
async function lookSoon({
  client,
  session,
}: Conducted): Promise<(() => Promise<void>) | undefined> {
  if (client.getTransactionStatus() === 'I') return expectDeadlockOutside(session.query)
  await expectDeadlock(session.query)
  return undefined
}

async function sendTracked(
  { client, session }: Conducted,
  one: OneStatement,
  tracked: TrackedStatement,
): Promise<unknown> {
  let hasFailed = true
  tracked.sends()
  session.sentAtMs = performance.now()
  try {
    const reply = await untilReady(client, one.send())
    hasFailed = false
    return reply
  } finally {
    if (hasFailed && one.isImplicit && !session.isOver()) await session.query('rollback')
    tracked.replied(hasFailed)
    session.repliedAtMs = performance.now()
    await session.followLimits()
  }
}

/** Notes what a statement may do beyond its transaction. */
function noteEffects(
  { actor, session, client }: Conducted,
  statement: ParsedStatement | undefined,
  text: string,
): void {
  if (statement === undefined) return
  const traits = traitsOf(statement)
  session.mayLeave ||= traits.mayLeaveSomething
  session.changesLimits ||= traits.setsLimit
  if (traits.mayChangeSchema) actor.scope.granularity.noteSchemaChange()
  if (traits.isWhole && client.getTransactionStatus() === 'I') {
    actor.limit(`"${text}" is one step: it cannot run inside of a transaction`)
  }
  if (statement.type === 'ListenStmt') {
    actor.limit(`"${text}" is a step; the arrival of its notifications is none`)
  }
}

function noteNames({ settingNames }: WatchedSession, names: readonly string[]): void {
  for (const name of names) settingNames.add(name)
}

const endsWithTransaction = new Set([
  'TransactionStmt',
  'LockStmt',
  'TruncateStmt',
  'ConstraintsSetStmt',
])

/** Whether a statement that is not understood may leave something that outlives its transaction. */
function mayLeaveSomething(statement: ParsedStatement | undefined, schema: Schema): boolean {
  if (statement === undefined || schema.hidden.leaveSomething) return true
  if (endsWithTransaction.has(statement.type)) return false
  const { kind, calls } = traitsOf(statement)
  return kind !== 'data' || calls.some(schema.isUnknown)
}

/**
 * `pg` rejects as soon as the server says what is wrong. The server lets the transaction's locks
 * go after that, and then says that it is ready.
 */
async function untilReady<Value>(client: pg.Client, reply: Promise<Value>): Promise<Value> {
  try {
    return await reply
  } catch (error) {
    const { connection, readyForQuery } = client as unknown as {
      connection: EventEmitter
      readyForQuery: boolean
    }
    if (!readyForQuery) {
      const heard = new AbortController()
      const hear = (event: string) => once(connection, event, { signal: heard.signal })
      await Promise.race([hear('readyForQuery'), hear('end')])
      heard.abort()
    }
    throw error
  }
}

/**
 * Whether an error says that a limit has passed.
 *
 * @param tookTooLong For `statement_timeout`, whose error has the code of a statement that was cancelled.
 */
function isLimitError(error: unknown, tookTooLong: boolean): boolean {
  const { code, routine } = error as { code?: string; routine?: string }
  if (code === '57014') return tookTooLong
  // `nowait` has the code of `lock_timeout`, and comes from elsewhere in the server.
  if (code === '55P03') return routine === 'ProcessInterrupts'
  return code === '25P03' || code === '25P04'
}
