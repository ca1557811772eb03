import type { Redis as RedisClient } from 'ioredis'
import { chooseSource } from '../sources/choose-source.ts'
import { withProgress } from '../sources/delayed-progress.ts'
import { leaseFromKeeper } from '../keeper-client/lease-from-keeper.ts'
import { once } from '../once.ts'
import { createRedisClients } from './redis-clients.ts'
import type { RedisClientOptions } from './redis-clients.ts'
import type { OnProgress, Server } from '../server.ts'
import { startFromChoice } from '../sources/start-from-choice.ts'
import { leaseYourRedis } from './lease-your-redis.ts'

export interface RedisOptions {
  /** Hears about long work; by default it goes to standard error after one second. */
  onProgress?: OnProgress
}

export interface Redis extends AsyncDisposable {
  /** Names this caller's own numbered database. */
  readonly url: string
  readonly server: Server
  /** Opens a client, which ends with this key space at the latest. */
  client(options?: RedisClientOptions): RedisClient
}

/**
 * Gives this caller an empty key space of its own on a real Redis; publish and subscribe
 * and scripts are not part of it.
 * @param options Who hears about long work.
 * @returns The key space; disposing it ends its clients and empties it.
 * @throws {ServerUnavailableError} If no Redis 7 or later can be had.
 */
export async function redis(options: RedisOptions = {}): Promise<Redis> {
  const { url, server, release } = await withProgress(options.onProgress, leaseKeySpace)
  const clients = createRedisClients(url)
  return {
    url,
    server,
    client: clients.client,
    [Symbol.asyncDispose]: once(async () => {
      clients.end()
      await release()
    }),
  }
}

interface KeySpaceLease {
  url: string
  server: Server
  release: () => Promise<void>
}

async function leaseKeySpace(onProgress: OnProgress): Promise<KeySpaceLease> {
  const choice = await chooseSource('redis')
  if (choice.source === 'yours') {
    const { url, version, release } = await leaseYourRedis(choice.address)
    return { url, server: { service: 'redis', source: 'yours', version }, release }
  }
  const { grant, source, release } = await startFromChoice(choice, (from) =>
    leaseFromKeeper('redis', from, onProgress),
  )
  return {
    url: grant.url,
    server: { service: 'redis', source, version: grant.version },
    release,
  }
}
