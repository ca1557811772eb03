import { readFile } from 'node:fs/promises'
import type { Client, Pool, PoolConfig } from 'pg'
import { once } from '../once.ts'
import type { OnProgress, Server } from '../server.ts'
import { leaseServer } from '../sources/lease-server.ts'
import { definition } from './definition.ts'
import { createPostgresClients } from './postgres-clients.ts'
import { withSettings } from './postgres-settings.ts'

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
  const { grant, server, release } = await leaseServer(definition, options.onProgress)
  const url = withSettings(grant.url)
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
