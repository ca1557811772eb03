import type { RedisOptions } from 'ioredis'

/**
 * What ioredis does when Redis is gone or hangs. The last one is for a limiter: no request waits,
 * whether it finds no connection, loses it, or gets no answer.
 */
export const clientOptions = {
  defaults: {},
  'no offline queue': { enableOfflineQueue: false },
  'no retries': { maxRetriesPerRequest: 0 },
  'command timeout': { commandTimeout: 100 },
  'all three': { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 100 },
} satisfies Record<string, RedisOptions>

export type ClientOptions = keyof typeof clientOptions
