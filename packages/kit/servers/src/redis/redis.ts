import type { Redis as RedisClient } from 'ioredis'
import { once } from '../once.ts'
import type { OnProgress, Server } from '../server.ts'
import { leaseServer } from '../sources/lease-server.ts'
import { definition } from './definition.ts'
import { createRedisClients } from './redis-clients.ts'
import type { RedisClientOptions } from './redis-clients.ts'

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
  const { grant, server, release } = await leaseServer(definition, options.onProgress)
  const { url } = grant
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
