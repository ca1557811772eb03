import pg from 'pg'
import type { BlockDetector, Session } from './actor.ts'
import { signalBackends } from './freeze.ts'
import type { Backend } from './freeze.ts'
import { readCatalog } from './catalog.ts'
import type { Catalog } from './catalog.ts'

export interface PostgresSession extends Session {
  backend: Backend
}

/** The conductor's own connection to a server: sees who waits, cuts connections, reads the schema. */
export interface PostgresServer extends BlockDetector {
  terminate(pid: number): Promise<void>
  /** The schema as it was when the exploration began. */
  catalogFor(exploration: object): Promise<Catalog>
}

const blocked = `
  select pid, pg_blocking_pids(pid) || pg_safe_snapshot_blocking_pids(pid) as blockers
  from unnest($1::int[]) as pid`

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
  const catalogs = new WeakMap<object, Promise<Catalog>>()
  let maySignal = true
  let queue: Promise<unknown> = Promise.resolve()

  // Two races on one database share this connection, and pg takes one statement at a time.
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const done = queue.then(work)
    queue = done.catch(() => {})
    return done
  }

  const signal = async (sessions: readonly Session[], name: 'STOP' | 'CONT') => {
    if (!maySignal) return
    const backends = sessions.map((session) => (session as PostgresSession).backend)
    // Without the right to, the server's own timing decides between waiters that one step frees.
    await inTurn(() => signalBackends(control, backends, name)).catch(() => (maySignal = false))
  }

  return {
    async blocked(asked, known) {
      const byPid = new Map(
        [...asked, ...known].map((session) => [(session as PostgresSession).backend?.pid, session]),
      )
      const values = [asked.map((session) => (session as PostgresSession).backend.pid)]
      const { rows } = await inTurn(() =>
        control.query<{ pid: number; blockers: number[] }>({
          name: 'blocked',
          text: blocked,
          values,
        }),
      )
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
    },
    freeze: (sessions) => signal(sessions, 'STOP'),
    thaw: (sessions) => signal(sessions, 'CONT'),
    async terminate(pid) {
      await inTurn(() => control.query('select pg_terminate_backend($1)', [pid]))
      // Given a timeout, the server itself would look only every 100 ms. Its locks go before it does.
      while (
        await inTurn(() => control.query(present, [pid])).then(({ rowCount }) => rowCount === 1)
      );
    },
    catalogFor(exploration) {
      const known = catalogs.get(exploration) ?? inTurn(() => readCatalog(control))
      catalogs.set(exploration, known)
      return known
    },
  }
}
