import { AsyncResource } from 'node:async_hooks'
import { once } from 'node:events'
import type { EventEmitter } from 'node:events'
import type pg from 'pg'
import { asNobody, currentActor, prepare } from './actor.ts'
import type { Actor, Session } from './actor.ts'
import { callSite } from './call-site.ts'
import { findBackend } from './freeze.ts'
import { postgresServer } from './postgres-server.ts'
import type { PostgresServer, PostgresSession } from './postgres-server.ts'
import { describeResult, fillParameters } from './postgres-text.ts'
import { trackTransaction } from './postgres-transaction.ts'
import type { TransactionTracker } from './postgres-transaction.ts'

type Callback = (error: Error | undefined, result?: unknown) => void
type Query = (...given: unknown[]) => unknown

interface WatchedSession extends PostgresSession {
  detector: PostgresServer
  /** Whether the role may say when the server looks for deadlocks. */
  setsDeadlockTimeout: boolean
  tracker: TransactionTracker
}

const sessions = new WeakMap<pg.Client, Promise<WatchedSession>>()
/** Where clients were checked out: what the kit sends by itself, such as `begin`, is asked for there. */
const checkouts = new WeakMap<pg.Client, string>()

/** Makes each statement of this client wait for its actor's turn. Changes the client in place. */
export function watchPostgresClient(client: pg.Client): void {
  const query = client.query.bind(client) as Query
  const conducted: Query = (...given) => {
    const actor = currentActor()
    if (actor === undefined) return query(...given)
    const call = readCall(given)
    const result = performQuery(actor, client, query, call.text, call.values, call.given)
    if (call.callback === undefined) return result
    const callback = AsyncResource.bind(call.callback)
    result.then((value) => callback(undefined, value), callback)
    return undefined
  }
  client.query = conducted as typeof client.query
}

function readCall(given: unknown[]): {
  text: string
  values: unknown[]
  given: unknown[]
  callback: Callback | undefined
} {
  const last = given.at(-1)
  const callback = typeof last === 'function' ? (last as Callback) : undefined
  const withoutCallback = callback === undefined ? given : given.slice(0, -1)
  const [config, values] = withoutCallback as [string | pg.QueryConfig, unknown[] | undefined]
  if (typeof config === 'object' && 'submit' in config) {
    throw new TypeError(
      'Cannot conduct query: it must be text or a config, received a cursor or stream',
    )
  }
  const text = typeof config === 'string' ? config : config.text
  return {
    text,
    values: values ?? (typeof config === 'string' ? [] : (config.values ?? [])),
    given: withoutCallback,
    callback,
  }
}

async function performQuery(
  actor: Actor,
  client: pg.Client,
  query: Query,
  text: string,
  values: unknown[],
  given: unknown[],
): Promise<unknown> {
  const at = callSite() ?? checkouts.get(client)
  const session = await prepare(actor, sessionOf(client, query))
  actor.sessions.add(session)
  session.user = actor
  const { tracker } = session
  const looksSoon = () => session.setsDeadlockTimeout && client.getTransactionStatus() === 'T'
  const catalog = await prepare(actor, session.detector.catalogFor(actor.exploration))
  const statement = tracker.next(text, catalog)
  return actor.perform({
    statement: fillParameters(text, values),
    fingerprint: text,
    at,
    session,
    async send(closesCycle) {
      if (closesCycle && looksSoon()) await expectDeadlock(query)
      return statement.sent(untilReady(client, query(...given) as Promise<unknown>))
    },
    describe: (result) => describeResult(result as pg.QueryResult),
    footprint: () => statement.footprint(),
    mayFree: () => statement.ends(),
    checkedForDeadlock: () => (looksSoon() ? checkedForDeadlock(client) : Promise.resolve()),
  })
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
 * The server looks for a deadlock once, `deadlock_timeout` after a wait began, and the session that
 * looks and finds one is the victim. Two sessions with the same timeout would race. So every
 * session waits long, and only the one whose wait can close a cycle looks soon, and says so.
 */
async function expectDeadlock(query: Query): Promise<void> {
  await query(
    `set local deadlock_timeout = '1ms'; set local log_lock_waits = on; set local client_min_messages = log`,
  )
}

/** Resolves when the session's next wait was found not to be a deadlock. */
function checkedForDeadlock(client: pg.Client): Promise<void> {
  return new Promise((resolve) => {
    client.removeAllListeners(checked)
    client.once(checked, resolve)
    if (client.listeners('notice').includes(announceCheck)) return
    client.on('notice', announceCheck)
  })
}

const checked = Symbol('checked for deadlock')

function announceCheck(this: pg.Client, notice: { message?: string | undefined }): void {
  if (notice.message?.includes(' still waiting for ')) this.emit(checked)
}

function sessionOf(client: pg.Client, query: Query): Promise<WatchedSession> {
  let session = sessions.get(client)
  if (session === undefined) {
    session = asNobody(() => openSession(client, query))
    sessions.set(client, session)
  }
  return session
}

async function openSession(client: pg.Client, query: Query): Promise<WatchedSession> {
  const server = await postgresServer(client)
  const { rows } = (await query('show default_transaction_isolation')) as pg.QueryResult<{
    default_transaction_isolation: string
  }>
  // Only a superuser, or a role granted it, may; without it the server's own timeout decides.
  const setsDeadlockTimeout = await (query(`set deadlock_timeout = '2s'`) as Promise<unknown>).then(
    () => true,
    () => false,
  )
  const tracker = trackTransaction(client, rows[0]!.default_transaction_isolation)
  const backend = findBackend(client)
  const ended = new Promise((resolve) => client.once('end', resolve))
  return {
    detector: server,
    user: undefined,
    setsDeadlockTimeout,
    tracker,
    backend,
    async tidy() {
      if (client.getTransactionStatus() === 'I') return false
      await query('rollback')
      return true
    },
    async cut() {
      client.on('error', () => {})
      await server.terminate(backend.pid)
      // The client has to know too, before somebody is given it again.
      await ended
    },
  }
}

/** Watches the clients that a pool opens, and what waits for one of them. */
export function watchPostgresPool(pool: pg.Pool): void {
  pool.on('connect', (client) => watchPostgresClient(client as unknown as pg.Client))
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  // Not counted: clients on their way back from actors that died while they waited for one.
  let held = 0
  const hold = (client: pg.PoolClient): pg.PoolClient => {
    const release = client.release
    held++
    client.release = (destroy) => {
      held--
      release(destroy)
    }
    return client
  }
  const checkOut = async (): Promise<pg.PoolClient> => {
    const actor = currentActor()
    if (actor === undefined) return hold(await connect())
    const at = callSite()
    const client = await actor.wait({
      statement: 'pool.connect()',
      value: asNobody(connect),
      isBlocked: () => pool.waitingCount > 0 && pool.idleCount === 0 && held >= pool.options.max,
      discard: (unused) => unused.release(),
    })
    if (at === undefined) checkouts.delete(client as unknown as pg.Client)
    else checkouts.set(client as unknown as pg.Client, at)
    belongTo(actor, hold(client))
    return client
  }
  pool.connect = ((
    callback?: (error: unknown, client?: pg.PoolClient, release?: unknown) => void,
  ) => {
    if (callback === undefined) return checkOut()
    const bound = AsyncResource.bind(callback)
    checkOut().then(
      (client) => bound(undefined, client, client.release),
      (error) => bound(error),
    )
    return undefined
  }) as typeof pool.connect
}

/** A client that was checked out dies with its actor, and goes back to the pool as dead. */
function belongTo(actor: Actor, client: pg.PoolClient): void {
  const release = client.release
  const lease: Session = {
    user: actor,
    detector: { blocked: () => Promise.resolve(new Map()) },
    tidy: () => Promise.resolve(false),
    async cut() {
      const session = await sessions.get(client as unknown as pg.Client)
      await session?.cut()
      // `pool.query` releases its client by itself when the connection breaks.
      if (actor.sessions.delete(lease)) release(true)
    },
  }
  actor.sessions.add(lease)
  client.release = (destroy) => {
    actor.sessions.delete(lease)
    // With an open transaction it keeps its locks, and others may wait for this actor for ever.
    if (client.getTransactionStatus() === 'I') {
      const session = sessions.get(client as unknown as pg.Client)
      void session?.then((opened) => actor.sessions.delete(opened))
    }
    release(destroy)
  }
}
