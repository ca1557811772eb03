import { join } from 'node:path'
import type { Client, Pool, PoolConfig } from 'pg'
import { chooseOwnSource } from './choose-source.ts'
import { createDedicatedServer } from './dedicated-server.ts'
import type { DedicatedServer } from './dedicated-server.ts'
import { withProgress } from './delayed-progress.ts'
import { leaseContainer } from './keeper-client/lease-from-keeper.ts'
import { runtimeFolder } from './keeper/runtime-folder.ts'
import { controlRunning } from './machine/control-running.ts'
import { startPostgres } from './machine/start-postgres.ts'
import { createPostgresClients } from './postgres-clients.ts'
import type { OnProgress, Server } from './server.ts'
import { startFromChoice } from './start-from-choice.ts'

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

/**
 * Starts a private PostgreSQL for scenes that break it; it is never shared.
 * @param options The server's settings, and who hears about long work.
 * @returns The server; disposing it kills it and removes its data.
 * @throws {ServerUnavailableError} If PostgreSQL cannot run here.
 */
export async function dedicatedPostgres(
  options: DedicatedPostgresOptions = {},
): Promise<DedicatedPostgres> {
  const choice = await chooseOwnSource('postgres')
  const own = await withProgress(options.onProgress, (onProgress) =>
    startFromChoice(choice, (source) => start[source](options.settings ?? {}, onProgress)),
  )
  const clients = createPostgresClients(own.url)
  return {
    url: own.url,
    server: { service: 'postgres', source: own.source, version: own.version },
    connect: clients.connect,
    pool: clients.pool,
    ...createDedicatedServer({ act: own.act, endClients: clients.end, remove: own.remove }),
  }
}

const start = { embedded: startProcess, containers: startContainer }

async function startProcess(settings: Record<string, string>, onProgress: OnProgress) {
  const runtime = runtimeFolder()
  const logFile = join(runtime.folder, 'own-postgres.log')
  const name = `own-${runtime.name}-postgres`
  const running = await startPostgres({ name, logFile, settings, onProgress })
  const { version } = running.ready
  const control = controlRunning('postgres', running)
  return { source: 'embedded' as const, url: running.url('postgres'), version, ...control }
}

async function startContainer(settings: Record<string, string>, onProgress: OnProgress) {
  const { grant, source, act, release } = await leaseContainer('postgres', settings, onProgress)
  return { source, url: grant.url, version: grant.version, act, remove: release }
}
