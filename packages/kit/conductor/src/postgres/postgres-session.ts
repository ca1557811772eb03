import type pg from 'pg'
import { asNobody } from '../run/actor.ts'
import { waitLong } from './deadlock.ts'
import { findBackend } from './freeze.ts'
import { askLeftovers, findCustomSettings, findLeftovers, leftoversIn } from './leftovers.ts'
import { loadParser } from './parse-sql.ts'
import { postgresServer } from './postgres-server.ts'
import { levelOf } from './statement-kind.ts'
import { settingTexts, tidySession } from './tidy-session.ts'
import { trackTransaction } from './track-transaction.ts'
import type { Query } from './query.ts'
import type { Limits, WatchedSession } from './watched-session.ts'

const sessions = new WeakMap<pg.Client, Promise<WatchedSession>>()

/** The session of a watched client; opened when it is asked for first. */
export function sessionOf(client: pg.Client, query: Query): Promise<WatchedSession> {
  let session = sessions.get(client)
  if (session === undefined) {
    session = asNobody(() => openSession(client, query))
    sessions.set(client, session)
    // An actor may die meanwhile, and nothing waits for its session then.
    session.catch(() => sessions.delete(client))
  }
  return session
}

export function knownSession(client: pg.Client): Promise<WatchedSession> | undefined {
  return sessions.get(client)
}

async function openSession(client: pg.Client, query: Query): Promise<WatchedSession> {
  await loadParser()
  const server = await postgresServer(client)
  const { level, usual, limits, askLimits } = await readState(query)
  const setsDeadlockTimeout = await waitsLong(query)
  const life = followLife(client)
  const backend = findBackend(client)
  const status = () => (life.isOver() ? 'I' : client.getTransactionStatus())
  let numbersOf: object | undefined
  const transaction = followTransactionLimit(status, () => session)
  const hasTimedOut = followTimeOut(client, () => session, transaction.endsAtMs)
  const session: WatchedSession = {
    detector: server,
    user: undefined,
    setsDeadlockTimeout,
    tracker: trackTransaction(status, levelOf(level)),
    limits,
    backend,
    query,
    sentAtMs: 0,
    repliedAtMs: 0,
    waitLimitMs: () => smallestLimit(session, transaction.endsAtMs()),
    mayLeave: false,
    settingNames: new Set(),
    keeps: new Set(),
    leftBy: new Map(),
    changesLimits: false,
    isOver: life.isOver,
    wasCut: false,
    inTurn: createTurns(life.ended),
    async followLimits() {
      if (session.changesLimits && !life.isOver() && status() !== 'E') {
        session.limits = limitsIn((await query(askLimits)) as Shown[])
        // Of a transaction that is open the end may bring other limits back.
        if (status() === 'I') session.changesLimits = false
      }
      transaction.note()
    },
    async handOver() {
      const { user } = session
      if (user === undefined || status() !== 'I') return
      const custom = await findCustomSettings(query, [...session.settingNames])
      const found = [...(await findLeftovers(query)), ...settingTexts([...custom])]
      for (const each of found) if (!session.leftBy.has(each)) session.leftBy.set(each, user)
    },
    async forgetNumbers(run) {
      if (numbersOf === run || status() !== 'I') return
      numbersOf = run
      await query('discard sequences')
    },
    hasTimedOut,
    idleEndsAt: () => idleEndsAtMs(session, status() !== 'I', transaction.endsAtMs()),
    tidy: () => (life.isOver() ? Promise.resolve([]) : tidySession(client, session, usual)),
    cut: () => (life.isOver() ? Promise.resolve() : cutSession(session, life.ended)),
    gone: () => server.gone(backend.pid),
  }
  return session
}

async function cutSession(session: WatchedSession, ended: Promise<void>): Promise<void> {
  session.wasCut = true
  await session.detector.terminate(session.backend.pid)
  // The client has to know too, before it is given to another.
  await ended
}

/** Only a superuser, or a role granted it, may; without it the server's own timeout decides. */
function waitsLong(query: Query): Promise<boolean> {
  return (query(waitLong) as Promise<unknown>).then(
    () => true,
    () => false,
  )
}

/** Follows when `transaction_timeout` ends the transaction under way; undefined without one. */
function followTransactionLimit(
  status: () => string | null,
  session: () => WatchedSession,
): { note(): void; endsAtMs(): number | undefined } {
  let endsAtMs: number | undefined
  return {
    // The server counts from where a transaction has such a limit first.
    note() {
      const limit = session().limits.transaction_timeout
      if (status() === 'I' || limit === 0) endsAtMs = undefined
      else endsAtMs ??= session().sentAtMs + limit
    },
    endsAtMs: () => endsAtMs,
  }
}

function smallestLimit(
  { limits, sentAtMs }: WatchedSession,
  endsAtMs: number | undefined,
): number | undefined {
  const toItsEnd = endsAtMs === undefined ? 0 : Math.max(1, endsAtMs - sentAtMs)
  const all = [limits.lock_timeout, limits.statement_timeout, toItsEnd].filter((ms) => ms > 0)
  return all.length === 0 ? undefined : Math.min(...all)
}

function idleEndsAtMs(
  { limits, repliedAtMs }: WatchedSession,
  isOpen: boolean,
  endsAtMs: number | undefined,
): number | undefined {
  const limit = limits.idle_in_transaction_session_timeout
  if (limit === 0 || !isOpen) return endsAtMs
  return Math.min(repliedAtMs + limit, endsAtMs ?? Infinity)
}

/** Follows whether a time limit of its transaction has ended the session. */
function followTimeOut(
  client: pg.Client,
  session: () => WatchedSession,
  transactionEndsAtMs: () => number | undefined,
): () => boolean {
  let hasTimedOut = false
  client.once('end', () => {
    const isOpen = client.getTransactionStatus() !== 'I'
    const endsAtMs = idleEndsAtMs(session(), isOpen, transactionEndsAtMs())
    hasTimedOut = !session().wasCut && performance.now() >= (endsAtMs ?? Infinity)
  })
  return () => hasTimedOut
}

function followLife(client: pg.Client): { isOver(): boolean; ended: Promise<void> } {
  let isOver = false
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  client.once('end', () => {
    isOver = true
    resolve()
  })
  return { isOver: () => isOver, ended }
}

function createTurns(ended: Promise<void>): WatchedSession['inTurn'] {
  let turn: Promise<unknown> = Promise.resolve()
  return async (actor, work) => {
    const before = turn
    const { promise, resolve } = Promise.withResolvers<void>()
    turn = promise
    actor.preparing++
    actor.inLine++
    // What an actor that was given up has begun never ends.
    await Promise.race([before, ended])
    actor.preparing--
    actor.inLine--
    actor.changed()
    try {
      return await work()
    } finally {
      resolve()
    }
  }
}

// `show` takes no snapshot, so that it may come before a transaction's first statement.
const showLimits = `show lock_timeout; show statement_timeout; show idle_in_transaction_session_timeout`
const unitsMs: Record<string, number> = {
  ms: 1,
  s: 1_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

const showTransactionLimit = `${showLimits}; show transaction_timeout`

/** Reads what a session begins with, in one question. */
async function readState(
  query: Query,
): Promise<{ level: string; usual: string[]; limits: Limits; askLimits: string }> {
  const asked = `${askLeftovers}; show default_transaction_isolation; ${showLimits};
    select current_setting('transaction_timeout', true) as transaction_timeout`
  const [left, level, ...limits] = (await query(asked)) as Shown[]
  // PostgreSQL 17 and later.
  const isKnown = limits.at(-1)!.rows[0]!['transaction_timeout'] !== null
  return {
    level: level!.rows[0]!['default_transaction_isolation']!,
    usual: leftoversIn(left!),
    limits: limitsIn(limits),
    askLimits: isKnown ? showTransactionLimit : showLimits,
  }
}

type Shown = pg.QueryResult<Record<string, string | null>>

function limitsIn(results: readonly Shown[]): Limits {
  const shown = Object.assign({}, ...results.map(({ rows }) => rows[0])) as Record<
    string,
    string | null
  >
  const toMs = ([name, text]: [string, string | null]) => {
    const [, digits = '0', unit = 'ms'] = /^(\d+)(\D*)$/.exec(text ?? '') ?? []
    return [name, Number(digits) * (unitsMs[unit] ?? 1)] as const
  }
  return Object.fromEntries(Object.entries(shown).map(toMs)) as unknown as Limits
}
