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
  catalog(): Catalog
  /** Reads the schema again; call it before a run, when no lock can be in the way. */
  refresh(): Promise<void>
  close(): Promise<void>
}

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

/** Every server that a conducted run has seen so far. */
export function knownPostgresServers(): Promise<PostgresServer[]> {
  return Promise.all(servers.values())
}

async function openServer(control: pg.Client, forget: () => void): Promise<PostgresServer> {
  control.on('error', forget)
  await control.connect()
  // The connection must not keep a finished program alive.
  ;(control as unknown as { connection: { stream: { unref(): void } } }).connection.stream.unref()
  let catalog = await readCatalog(control)
  let maySignal = true

  const signal = async (sessions: readonly Session[], name: 'STOP' | 'CONT') => {
    if (!maySignal) return
    const backends = sessions.map((session) => (session as PostgresSession).backend)
    // Without the right to, the server's own timing decides between waiters that one step frees.
    await signalBackends(control, backends, name).catch(() => (maySignal = false))
  }

  return {
    async blocked(asked, known) {
      const byPid = new Map(
        [...asked, ...known].map((session) => [(session as PostgresSession).backend?.pid, session]),
      )
      const { rows } = await control.query<{ pid: number; blockers: number[] }>({
        name: 'blocked',
        text: `select pid, pg_blocking_pids(pid) || pg_safe_snapshot_blocking_pids(pid) as blockers
               from unnest($1::int[]) as pid`,
        values: [asked.map((session) => (session as PostgresSession).backend.pid)],
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
    },
    freeze: (sessions) => signal(sessions, 'STOP'),
    thaw: (sessions) => signal(sessions, 'CONT'),
    async terminate(pid) {
      await control.query('select pg_terminate_backend($1, 5000)', [pid])
    },
    catalog: () => catalog,
    async refresh() {
      catalog = await readCatalog(control)
    },
    async close() {
      forget()
      await control.end()
    },
  }
}
