import type { Control } from '../machine/control-servers.ts'
import type { RunningRedis } from './probe-redis.ts'

/** What a caller may have for itself. */
export interface RedisTopology {
  settings: Record<string, string>
}

/** How a dedicated server is addressed, and ended in order. */
export const redisControl: Control<RunningRedis> = {
  addressOf: ({ url }) => url,
  endSignal: 'SIGTERM',
}
