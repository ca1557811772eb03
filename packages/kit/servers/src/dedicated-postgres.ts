import { join } from 'node:path'
import type { Client, Pool, PoolConfig } from 'pg'
import { controlDedicatedServer } from './dedicated-server.ts'
import type { DedicatedServer } from './dedicated-server.ts'
import { withProgress } from './delayed-progress.ts'
import { runtimeFolder } from './keeper/runtime-folder.ts'
import { startPostgres } from './machine/start-postgres.ts'
import { createPostgresClients } from './postgres-clients.ts'
import type { OnProgress, Server } from './server.ts'

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
  const runtime = runtimeFolder()
  const logFile = join(runtime.folder, 'own-postgres.log')
  const name = `own-${runtime.name}-postgres`
  const running = await withProgress(options.onProgress, (onProgress) =>
    startPostgres({ name, logFile, settings: options.settings ?? {}, onProgress }),
  )
  const url = running.url('postgres')
  const clients = createPostgresClients(url)
  return {
    url,
    server: { service: 'postgres', source: 'embedded', version: running.ready.version },
    connect: clients.connect,
    pool: clients.pool,
    ...controlDedicatedServer(running, { stopSignal: 'SIGINT', endClients: clients.end }),
  }
}
