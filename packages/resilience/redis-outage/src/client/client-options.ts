import type { RedisOptions } from 'ioredis'

/**
 * Options of ioredis that decide what happens to a command when Redis is gone or hangs. With all
 * three no command waits, whether it finds no connection, loses it, or gets no reply.
 */
export const clientOptions = {
  defaults: {},
  'no-offline-queue': { enableOfflineQueue: false },
  'no-retries': { maxRetriesPerRequest: 0 },
  'command-timeout': { commandTimeout: 100 },
  'all-three': { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 100 },
} satisfies Record<string, RedisOptions>

export type ClientOptions = keyof typeof clientOptions
