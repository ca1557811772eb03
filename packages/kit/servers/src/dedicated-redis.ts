import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { chooseOwnSource } from './choose-source.ts'
import { createDedicatedServer } from './dedicated-server.ts'
import type { DedicatedServer } from './dedicated-server.ts'
import { withProgress } from './delayed-progress.ts'
import { leaseContainer } from './keeper-client/lease-from-keeper.ts'
import { runtimeFolder } from './keeper/runtime-folder.ts'
import { controlRunning } from './machine/control-running.ts'
import { startRedis } from './machine/start-redis.ts'
import { createRedisClients } from './redis-clients.ts'
import type { RedisClientOptions } from './redis-clients.ts'
import type { OnProgress, Server } from './server.ts'
import { startFromChoice } from './start-from-choice.ts'

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
  const choice = await chooseOwnSource('redis')
  const own = await withProgress(options.onProgress, (onProgress) =>
    startFromChoice(choice, (source) => start[source](options.settings ?? {}, onProgress)),
  )
  const clients = createRedisClients(own.url)
  return {
    url: own.url,
    server: { service: 'redis', source: own.source, version: own.version },
    client: clients.client,
    ...createDedicatedServer({
      act: own.act,
      endClients: async () => clients.end(),
      remove: own.remove,
    }),
  }
}

const start = { embedded: startProcess, containers: startContainer }

async function startProcess(settings: Record<string, string>, onProgress: OnProgress) {
  const runtime = runtimeFolder()
  const logFile = join(runtime.folder, 'own-redis.log')
  const name = `own-${runtime.name}-redis`
  const running = await startRedis({ name, logFile, settings, onProgress })
  const { version } = running.ready
  const control = controlRunning('redis', running)
  return { source: 'embedded' as const, url: running.url, version, ...control }
}

async function startContainer(settings: Record<string, string>, onProgress: OnProgress) {
  const { grant, source, act, release } = await leaseContainer('redis', settings, onProgress)
  return { source, url: grant.url, version: grant.version, act, remove: release }
}
