import { controlServers } from '../machine/control-servers.ts'
import type { DedicatedServers, ProcessOptions, SharedServer } from '../service.ts'
import { keepRedis, sharedRedisSettings } from './keep-redis.ts'
import type { RedisGrant } from './keep-redis.ts'
import { redisControl } from './redis-control.ts'
import type { RedisTopology } from './redis-control.ts'
import { startRedis } from './start-redis.ts'

/** Starts the one that all callers share. */
export async function startShared(options: ProcessOptions): Promise<SharedServer<RedisGrant>> {
  return keepRedis(options.service, await startRedis({ ...options, settings: sharedRedisSettings }))
}

/** Starts one that a caller has for itself. */
export async function startDedicated(
  { settings }: RedisTopology,
  options: ProcessOptions,
): Promise<DedicatedServers> {
  return controlServers([await startRedis({ ...options, settings })], redisControl)
}
