import { readFile } from 'node:fs/promises'
import type { Client, Pool, PoolConfig } from 'pg'
import { chooseSource } from '../sources/choose-source.ts'
import { withProgress } from '../sources/delayed-progress.ts'
import { leaseFromKeeper } from '../keeper-client/lease-from-keeper.ts'
import { once } from '../once.ts'
import { createPostgresClients } from './postgres-clients.ts'
import { withSettings } from './postgres-settings.ts'
import type { OnProgress, Server } from '../server.ts'
import { startFromChoice } from '../sources/start-from-choice.ts'
import { leaseYourPostgres } from './lease-your-postgres.ts'

export interface PostgresOptions {
  /** SQL text, or the file that holds it; runs once in the new database. */
  schema?: string | URL
  /** Hears about long work; by default it goes to standard error after one second. */
  onProgress?: OnProgress
}

export interface Postgres extends AsyncDisposable {
  /** Of the database, for example `postgres://user:password@127.0.0.1:5432/lab_0123`. */
  readonly url: string
  readonly server: Server
  /** Opens a connection, which ends with this database at the latest. */
  connect(): Promise<Client>
  /** Opens a pool, which ends with this database at the latest. */
  pool(options?: PoolConfig): Pool
}

/**
 * Gives this caller a database of its own on a real PostgreSQL.
 * @param options What to run in it first, and who hears about long work.
 * @returns The database; disposing it ends its connections and drops it.
 * @throws {ServerUnavailableError} If no PostgreSQL 18 or later can be had.
 */
export async function postgres(options: PostgresOptions = {}): Promise<Postgres> {
  const lease = await withProgress(options.onProgress, leaseDatabase)
  const { server, release } = lease
  const url = withSettings(lease.url)
  const clients = createPostgresClients(url)
  const dispose = once(async () => {
    await clients.end()
    await release()
  })
  try {
    if (options.schema !== undefined) {
      const client = await clients.connect()
      const { schema } = options
      await client.query(typeof schema === 'string' ? schema : await readFile(schema, 'utf8'))
      await client.end()
    }
  } catch (error) {
    await dispose()
    throw error
  }
  return {
    url,
    server,
    connect: clients.connect,
    pool: clients.pool,
    [Symbol.asyncDispose]: dispose,
  }
}

interface DatabaseLease {
  url: string
  server: Server
  release: () => Promise<void>
}

async function leaseDatabase(onProgress: OnProgress): Promise<DatabaseLease> {
  const choice = await chooseSource('postgres')
  if (choice.source === 'yours') {
    const { url, version, release } = await leaseYourPostgres(choice.address)
    return { url, server: { service: 'postgres', source: 'yours', version }, release }
  }
  const { grant, source, release } = await startFromChoice(choice, (from) =>
    leaseFromKeeper('postgres', from, onProgress),
  )
  return {
    url: grant.url,
    server: { service: 'postgres', source, version: grant.version },
    release,
  }
}
