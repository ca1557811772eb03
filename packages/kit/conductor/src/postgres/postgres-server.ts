import pg from 'pg'
import { asNobody } from '../run/actor.ts'
import type { BlockDetector, Session } from '../run/actor.ts'
import { signalBackends } from './freeze.ts'
import type { Backend } from './freeze.ts'
import { readCatalog } from './catalog.ts'
import { createSchema } from './footprint-of-statement.ts'
import type { Schema } from './footprint-of-statement.ts'
import { readPureFunctions } from './pure-functions.ts'

export interface PostgresSession extends Session {
  backend: Backend
}

/** The conductor's own connection to a server: sees who waits, cuts connections, reads the schema. */
export interface PostgresServer extends BlockDetector {
  terminate(pid: number): Promise<void>
  /** Resolves when there is no such session any more. */
  gone(pid: number): Promise<void>
  /** The schema as it was when the exploration began. */
  schemaFor(exploration: object): Promise<Schema>
}

const blocked = `
  select pid, pg_blocking_pids(pid) || pg_safe_snapshot_blocking_pids(pid) as blockers
  from unnest($1::int[]) as pid`

const terminate = 'select pg_terminate_backend($1)'
const present = 'select from pg_stat_activity where pid = $1'

const servers = new Map<string, Promise<PostgresServer>>()

/** Connects once for each database, as the watched client did. */
export function postgresServer(client: pg.Client): Promise<PostgresServer> {
  const { host, port, database, user, password } = client
  const key = [host, port, database, user].join(' ')
  let server = servers.get(key)
  if (server === undefined) {
    server = openServer(
      new pg.Client({
        host,
        port,
        user,
        password: password ?? undefined,
        database: database ?? undefined,
        ssl: client.ssl,
        application_name: 'lab conductor',
      } as pg.ClientConfig),
      () => servers.delete(key),
    )
    servers.set(key, server)
    server.catch(() => servers.delete(key))
  }
  return server
}

async function openServer(control: pg.Client, forget: () => void): Promise<PostgresServer> {
  control.on('error', forget)
  await control.connect()
  // The connection must not keep a finished program alive.
  ;(control as unknown as { connection: { stream: { unref(): void } } }).connection.stream.unref()
  const schemas = new WeakMap<object, Promise<Schema>>()
  const pureFunctions = await readPureFunctions(control)
  let maySignal = true
  let queue: Promise<unknown> = Promise.resolve()

  // Two races on one database share this connection, and pg takes one statement at a time.
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    // Also when it is asked for in the name of an actor.
    const done = queue.then(() => asNobody(work))
    queue = done.catch(() => {})
    return done
  }

  const signal = async (sessions: readonly Session[], name: 'STOP' | 'CONT') => {
    if (!maySignal) return
    const backends = sessions.map((session) => (session as PostgresSession).backend)
    // Without the right to, the server's own timing decides between waiters that one step frees.
    await inTurn(() => signalBackends(control, backends, name)).catch(() => (maySignal = false))
  }

  const gone = async (pid: number) => {
    // Given a timeout, the server itself would look only every 100 ms. Its locks go before it does.
    while (
      await inTurn(() => control.query({ name: 'present', text: present, values: [pid] })).then(
        ({ rowCount }) => rowCount === 1,
      )
    );
  }

  return {
    findsDeadlocks: true,
    blocked: (asked, known) => inTurn(() => askBlocked(control, asked, known)),
    freeze: (sessions) => signal(sessions, 'STOP'),
    thaw: (sessions) => signal(sessions, 'CONT'),
    async terminate(pid) {
      await inTurn(() => control.query({ name: 'terminate', text: terminate, values: [pid] }))
      await gone(pid)
    },
    gone,
    schemaFor(exploration) {
      const known =
        schemas.get(exploration) ??
        inTurn(() => readCatalog(control, pureFunctions)).then(createSchema)
      schemas.set(exploration, known)
      return known
    },
  }
}

async function askBlocked(
  control: pg.Client,
  asked: readonly Session[],
  known: readonly Session[],
): Promise<Map<Session, readonly Session[]>> {
  const pidOf = (session: Session) => (session as PostgresSession).backend?.pid
  const byPid = new Map([...asked, ...known].map((session) => [pidOf(session), session]))
  const { rows } = await control.query<{ pid: number; blockers: number[] }>({
    name: 'blocked',
    text: blocked,
    values: [asked.map(pidOf)],
  })
  // A session that waits only for strangers, such as a vacuum, goes on by itself.
  return new Map(
    rows
      .map(({ pid, blockers }) => ({
        session: byPid.get(pid)!,
        by: blockers.flatMap((blocker) => byPid.get(blocker) ?? []),
      }))
      .filter(({ by }) => by.length > 0)
      .map(({ session, by }) => [session, by]),
  )
}
