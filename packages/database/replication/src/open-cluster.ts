import { AsyncLocalStorage } from 'node:async_hooks'
import { readFile } from 'node:fs/promises'
import { watch } from '@lab/conductor'
import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import type { ReplicatedPostgres } from '@lab/servers/dedicated-postgres'
import { createLink } from './link.ts'
import type { Nodes } from './nodes.ts'
import { createReplay } from './replay.ts'

/**
 * A commit at `local` waits for no standby, which is asynchronous replication; a session that wants
 * more asks for it. Autovacuum writes to the log when it likes.
 */
const settings = {
  autovacuum: 'off',
  synchronous_commit: 'local',
  synchronous_standby_names: 'standby',
  // For a logical copy: what is written of each row, and how soon the copy tries again.
  wal_level: 'logical',
  wal_retrieve_retry_interval: '50ms',
}

/**
 * Opens a primary and its standby: the pools of `nodes` are watched, `plain` sets the scene and
 * looks. A standby that `replay` holds answers with the past until it is told to go on.
 */
export async function openCluster() {
  const server = await dedicatedPostgres({ standby: true, settings })
  const plain = { primary: server.pool(), standby: server.standby.pool() }
  await plain.primary.query(await readFile(new URL('../schema.sql', import.meta.url), 'utf8'))
  const nodes: Nodes = { primary: watch(server.pool()), standby: watch(server.standby.pool()) }
  // The replay goes on in the middle of a conducted run, by clients that are no actor's.
  const outside = AsyncLocalStorage.snapshot()
  const replay = createReplay(plain)
  const link = createLink(server, plain)
  return {
    server: server.server,
    primary: server as Omit<ReplicatedPostgres, 'standby'>,
    standby: server.standby,
    plain,
    nodes,
    link,
    replay: {
      hold: () => outside(replay.hold),
      goOn: () => outside(replay.goOn),
      goOnAlone: replay.goOnAlone,
      /** Replays all that is committed by now, and holds again. */
      step: () =>
        outside(async () => {
          await replay.goOn()
          await replay.hold()
        }),
    },
    async [Symbol.asyncDispose]() {
      await link[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

export type Cluster = Awaited<ReturnType<typeof openCluster>>
