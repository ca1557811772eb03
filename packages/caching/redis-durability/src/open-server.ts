import { dedicatedRedis } from '@lab/servers/dedicated-redis'
import type { DedicatedRedis } from '@lab/servers/dedicated-redis'
import type { Redis } from 'ioredis'

/** A Redis to kill, and a client that finds it again when it is back. */
export interface Node extends AsyncDisposable {
  server: DedicatedRedis
  client: Redis
}

export async function openServer(settings: Record<string, string>): Promise<Node> {
  const server = await dedicatedRedis({ settings })
  return {
    server,
    client: server.client({ retryStrategy: () => 5, maxLoadingRetryTime: 5 }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** A line of `info`, as `aof_buffer_length`. */
export async function infoOf(client: Redis, name: string): Promise<string | undefined> {
  return new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(await client.info())?.[1]
}
