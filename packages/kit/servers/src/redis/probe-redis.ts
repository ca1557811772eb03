import { Redis } from 'ioredis'
import type { Running } from '../machine/start-on-free-port.ts'

/** A process or a container that answers. */
export interface RunningRedis extends Running<{ version: string }> {
  url: string
}

/** Asks a server for its version, as soon as it answers. */
export async function probeRedis(url: string): Promise<{ version: string }> {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    commandTimeout: 2_000,
    // While Redis loads its files, ioredis would ask again a second later.
    maxLoadingRetryTime: 10,
    // After a refused connection its timer would keep the process alive for two seconds.
    disconnectTimeout: 0,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const text = await client.info('server')
    return { version: redisVersion(text) }
  } finally {
    client.disconnect()
  }
}

export function redisVersion(info: string): string {
  return /^(?:valkey_version|redis_version):(\S+)/m.exec(info)?.[1] ?? ''
}
