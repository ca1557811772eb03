import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { controlDedicatedServer } from './dedicated-server.ts'
import type { DedicatedServer } from './dedicated-server.ts'
import { withProgress } from './delayed-progress.ts'
import { runtimeFolder } from './keeper/runtime-folder.ts'
import { startRedis } from './machine/start-redis.ts'
import { createRedisClients } from './redis-clients.ts'
import type { RedisClientOptions } from './redis-clients.ts'
import type { OnProgress, Server } from './server.ts'

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
  const runtime = runtimeFolder()
  const logFile = join(runtime.folder, 'own-redis.log')
  const name = `own-${runtime.name}-redis`
  const running = await withProgress(options.onProgress, (onProgress) =>
    startRedis({ name, logFile, settings: options.settings ?? {}, onProgress }),
  )
  const clients = createRedisClients(running.url)
  return {
    url: running.url,
    server: { service: 'redis', source: 'embedded', version: running.ready.version },
    client: clients.client,
    ...controlDedicatedServer(running, {
      stopSignal: 'SIGTERM',
      endClients: async () => clients.end(),
    }),
  }
}
