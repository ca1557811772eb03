import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { Pool, PoolConfig } from 'pg'
import type { DedicatedNode } from '../sources/dedicated-server.ts'
import type { PostgresClients } from './postgres-clients.ts'

const withinMs = 60_000
const pollMs = 5

/** A server that replays what its primary writes, and may be read. */
export interface PostgresStandby extends DedicatedNode {
  /** Of the database `postgres`; stays the same across restarts. */
  readonly url: string
  /** Opens a connection, which ends with this server at the latest. */
  connect(): Promise<Client>
  /** Opens a pool, which ends with this server at the latest. */
  pool(options?: PoolConfig): Pool
  /** Waits until reads here see all that has been committed on the primary by now. */
  caughtUp(): Promise<void>
  /** Waits until nothing more is replayed; the standby still receives, and answers reads. */
  pauseReplay(): Promise<void>
  /** Lets the replay go on; `caughtUp()` waits for what was held back. */
  resumeReplay(): Promise<void>
  /** Replays all that was received, and waits until this server takes writes. */
  promote(): Promise<void>
}

export interface PostgresStandbyOptions {
  url: string
  primaryUrl: string
  node: DedicatedNode
  clients: PostgresClients
}

export function createPostgresStandby(options: PostgresStandbyOptions): PostgresStandby {
  const { url, primaryUrl, node, clients } = options
  return {
    ...node,
    url,
    connect: clients.connect,
    pool: clients.pool,
    async caughtUp() {
      // A record without meaning, flushed: each commit stands before its end, also one that did
      // not wait for the disk.
      const { lsn } = await ask(
        primaryUrl,
        `select pg_logical_emit_message(false, 'caught up?', '', true) as lsn`,
      )
      await askUntil(url, 'catch up', async (answer) => {
        const { replayed, paused } = await answer(
          `select pg_last_wal_replay_lsn() >= '${lsn}' as replayed,
                  pg_get_wal_replay_pause_state() <> 'not paused' as paused`,
        )
        if (!replayed && paused)
          throw new Error('Cannot catch up: the replay is paused\nTry: resumeReplay() before')
        return replayed === true
      })
    },
    pauseReplay: () =>
      askUntil(url, 'pause the replay', async (answer) => {
        // The first call is a request; the replay may be in the middle of a record.
        await answer('select pg_wal_replay_pause()')
        const { state } = await answer('select pg_get_wal_replay_pause_state() as state')
        return state === 'paused'
      }),
    async resumeReplay() {
      await ask(url, 'select pg_wal_replay_resume()')
    },
    async promote() {
      const { promoted } = await ask(
        url,
        `select pg_promote(true, ${withinMs / 1_000}) as promoted`,
      )
      if (promoted !== true) throw new Error(`Cannot promote the standby within ${withinMs} ms`)
    },
  }
}

type Row = Record<string, string | boolean | null>

/** Asks in a connection of its own, so that the caller's are left alone. */
async function ask(url: string, statement: string): Promise<Row> {
  return withConnection(url, (answer) => answer(statement))
}

/** Asks again and again until the server says yes. */
async function askUntil(
  url: string,
  what: string,
  isSo: (answer: (statement: string) => Promise<Row>) => Promise<boolean>,
): Promise<void> {
  await withConnection(url, async (answer) => {
    const deadline = Date.now() + withinMs
    while (!(await isSo(answer))) {
      if (Date.now() > deadline) throw new Error(`Cannot ${what} within ${withinMs} ms`)
      await delay(pollMs)
    }
  })
}

async function withConnection<Result>(
  connectionString: string,
  work: (answer: (statement: string) => Promise<Row>) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString })
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(async (statement) => {
      const { rows } = await client.query<Row>(statement)
      return rows[0] ?? {}
    })
  } finally {
    await client.end().catch(() => {})
  }
}
