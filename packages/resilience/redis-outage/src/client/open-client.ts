import { Redis } from 'ioredis'
import type { RedisOptions } from 'ioredis'

/** Opens a client, and waits until it is connected. Disposing it leaves no socket and no timer. */
export async function openClient(
  url: string,
  options: Omit<RedisOptions, 'replyMapping'> = {},
): Promise<{ client: Redis } & Disposable> {
  // Not in its types: after a lost connection its timer would keep the process for two seconds.
  const atOnce = { disconnectTimeout: 0 }
  const client = new Redis(url, { ...options, ...atOnce })
  // A failure reaches the caller through its commands. The client repeats a first connection that fails.
  client.on('error', () => {})
  await new Promise<void>((resolve) => client.once('ready', resolve))
  return {
    client,
    [Symbol.dispose]: () => client.disconnect(),
  }
}
