import type { Redis } from 'ioredis'
import { createDedicatedServer } from '../sources/dedicated-server.ts'
import type { DedicatedServer } from '../sources/dedicated-server.ts'
import { startOwnServers } from '../sources/start-dedicated.ts'
import { createRedisClients } from './redis-clients.ts'
import type { RedisClientOptions } from './redis-clients.ts'
import type { OnProgress, Server } from '../server.ts'

export interface DedicatedRedisOptions {
  /** Settings of the server by name, for example `{ appendonly: 'yes' }`. */
  settings?: Record<string, string>
  /** Hears about long work; by default it goes to standard error after one second. */
  onProgress?: OnProgress
}

export interface DedicatedRedis extends DedicatedServer {
  /** Stays the same across restarts. */
  readonly url: string
  readonly server: Server
  /** Opens a client, which ends with this server at the latest. */
  client(options?: RedisClientOptions): Redis
}

/**
 * Starts a private Redis for scenes that break it; it is never shared.
 * @param options The server's settings, and who hears about long work.
 * @returns The server; disposing it kills it and removes its data.
 * @throws {ServerUnavailableError} If Redis cannot run here.
 */
export async function dedicatedRedis(options: DedicatedRedisOptions = {}): Promise<DedicatedRedis> {
  const { settings = {} } = options
  const own = await startOwnServers({ service: 'redis', settings }, options.onProgress)
  const [url = ''] = own.addresses
  const clients = createRedisClients(url)
  return {
    url,
    server: own.server,
    client: clients.client,
    ...createDedicatedServer({
      act: (action) => own.act(action, [0]),
      endClients: async () => clients.end(),
      remove: own.remove,
    }),
  }
}
