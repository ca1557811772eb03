import { Redis } from 'ioredis'
import type { RedisOptions } from 'ioredis'

/** Without `replyMapping`, which would change the types of all replies. */
export type RedisClientOptions = Omit<RedisOptions, 'replyMapping'>

export interface RedisClients {
  client: (options?: RedisClientOptions) => Redis
  end: () => void
}

/** Opens clients and remembers them, so that all can be closed together. */
export function createRedisClients(url: string): RedisClients {
  const clients = new Set<Redis>()
  return {
    client(options = {}) {
      const client = new Redis(url, options)
      // A crash of the server reaches the caller through its commands, not as console output.
      client.on('error', () => {})
      clients.add(client)
      client.once('end', () => clients.delete(client))
      return client
    },
    end() {
      for (const client of clients) client.disconnect()
      clients.clear()
    },
  }
}
