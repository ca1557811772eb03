import type { Client, Pool, PoolConfig } from 'pg'
import type { OnProgress, Server } from '../server.ts'
import { createDedicatedNode, createDedicatedServer } from '../sources/dedicated-server.ts'
import type { DedicatedServer } from '../sources/dedicated-server.ts'
import { startDedicated } from '../sources/start-dedicated.ts'
import type { StartedServers } from '../sources/start-dedicated.ts'
import { definition } from './definition.ts'
import { createPostgresClients } from './postgres-clients.ts'
import { createPostgresStandby } from './postgres-standby.ts'
import type { PostgresStandby } from './postgres-standby.ts'

export interface DedicatedPostgresOptions {
  /** Settings of the server by name; without any it is as durable as PostgreSQL is by default. */
  settings?: Record<string, string>
  /** Hears about long work; by default it goes to standard error after one second. */
  onProgress?: OnProgress
}

export interface DedicatedPostgres extends DedicatedServer {
  /** Of the database `postgres`; stays the same across restarts. */
  readonly url: string
  readonly server: Server
  /** Opens a connection, which ends with this server at the latest. */
  connect(): Promise<Client>
  /** Opens a pool, which ends with this server at the latest. */
  pool(options?: PoolConfig): Pool
}

export interface ReplicatedPostgres extends DedicatedPostgres {
  readonly standby: PostgresStandby
}

/**
 * Starts a dedicated PostgreSQL for scenes that break it; it is never shared.
 * @param options The server's settings, and who hears about long work; with `standby: true` it has
 * a hot standby that has caught up, and that `synchronous_standby_names` knows as `standby`.
 * @returns The server; disposing it kills it and its standby, and removes their data.
 * @throws {ServerUnavailableError} If PostgreSQL cannot run here.
 */
export async function dedicatedPostgres(
  options: DedicatedPostgresOptions & { standby: true },
): Promise<ReplicatedPostgres>
export async function dedicatedPostgres(
  options?: DedicatedPostgresOptions,
): Promise<DedicatedPostgres>
export async function dedicatedPostgres(
  options: DedicatedPostgresOptions & { standby?: true } = {},
): Promise<DedicatedPostgres> {
  const { settings = {}, standby = false } = options
  const servers = await startDedicated(definition, { settings, standby }, options.onProgress)
  const single = createSingle(servers)
  return standby ? addStandby(servers, single) : single
}

function createSingle(servers: StartedServers): DedicatedPostgres {
  const [url = ''] = servers.addresses
  const clients = createPostgresClients(url)
  return {
    url,
    server: servers.server,
    connect: clients.connect,
    pool: clients.pool,
    ...createDedicatedServer({
      act: (action) => servers.act(action, [0]),
      endClients: clients.end,
      remove: servers.remove,
    }),
  }
}

async function addStandby(
  servers: StartedServers,
  primary: DedicatedPostgres,
): Promise<ReplicatedPostgres> {
  const [, url = ''] = servers.addresses
  const clients = createPostgresClients(url)
  const standby = createPostgresStandby({
    url,
    primaryUrl: primary.url,
    node: createDedicatedNode((action) => servers.act(action, [1])),
    clients,
  })
  const dispose = async () => {
    await clients.end()
    await primary[Symbol.asyncDispose]()
  }
  try {
    await standby.caughtUp()
  } catch (error) {
    await dispose()
    throw error
  }
  return { ...primary, standby, [Symbol.asyncDispose]: dispose }
}
