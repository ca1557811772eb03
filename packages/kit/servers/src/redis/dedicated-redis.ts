import type { Redis } from 'ioredis'
import type { OnProgress, Server } from '../server.ts'
import { createDedicatedServer } from '../sources/dedicated-server.ts'
import type { DedicatedServer } from '../sources/dedicated-server.ts'
import { startDedicated } from '../sources/start-dedicated.ts'
import { definition } from './definition.ts'
import { createRedisClients } from './redis-clients.ts'
import type { RedisClientOptions } from './redis-clients.ts'

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
 * Starts a dedicated Redis for scenes that break it; it is never shared.
 * @param options The server's settings, and who hears about long work.
 * @returns The server; disposing it kills it and removes its data.
 * @throws {ServerUnavailableError} If Redis cannot run here.
 */
export async function dedicatedRedis(options: DedicatedRedisOptions = {}): Promise<DedicatedRedis> {
  const { settings = {} } = options
  const started = await startDedicated(definition, { settings }, options.onProgress)
  const [url = ''] = started.addresses
  const clients = createRedisClients(url)
  return {
    url,
    server: started.server,
    client: clients.client,
    ...createDedicatedServer({
      act: (action) => started.act(action, [0]),
      endClients: async () => clients.end(),
      remove: started.remove,
    }),
  }
}
