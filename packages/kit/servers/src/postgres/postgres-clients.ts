import { Client, Pool } from 'pg'
import type { ClientConfig, PoolConfig } from 'pg'

export interface PostgresClients {
  connect: () => Promise<Client>
  pool: (options?: PoolConfig) => Pool
  end: () => Promise<void>
}

/** Opens clients and remembers them, so that all can be closed together. */
export function createPostgresClients(url: string): PostgresClients {
  const clients = new Set<{ end(): Promise<void> }>()
  const pools = new Set<Pool>()

  // A listener of the pool would count as the user's own, which may set each client up.
  class PoolClient extends Client {
    constructor(config?: ClientConfig) {
      super(config)
      this.on('error', () => {})
      this.once('connect', () => clients.add(this))
      this.once('end', () => clients.delete(this))
    }
  }

  return {
    async connect() {
      const client = new Client({ connectionString: url })
      // A crash of the server reaches the caller through its queries, not as an uncaught event.
      client.on('error', () => {})
      clients.add(client)
      client.once('end', () => clients.delete(client))
      await client.connect()
      return client
    },
    pool(options = {}) {
      const pool = new Pool({ connectionString: url, Client: PoolClient, ...options })
      pool.on('error', () => {})
      pools.add(pool)
      return pool
    },
    async end() {
      // A pool waits for checked-out clients that are never given back: those are ended below.
      for (const pool of pools) if (!pool.ended && !pool.ending) pool.end().catch(() => {})
      pools.clear()
      await Promise.allSettled([...clients].map((client) => client.end()))
      clients.clear()
    },
  }
}
