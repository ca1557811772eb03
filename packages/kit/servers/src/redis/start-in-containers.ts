import { controlServers } from '../machine/control-servers.ts'
import type { DedicatedServers, SharedServer, StartOptions } from '../service.ts'
import { keepRedis, sharedRedisSettings } from './keep-redis.ts'
import type { RedisGrant } from './keep-redis.ts'
import { redisControl } from './redis-control.ts'
import type { RedisTopology } from './redis-control.ts'
import { startRedisContainer } from './start-redis-container.ts'

/** Starts the one that all callers share, in memory. */
export async function startShared(options: StartOptions): Promise<SharedServer<RedisGrant>> {
  const all = { ...options, settings: sharedRedisSettings, keepsData: false }
  return keepRedis(options.service, await startRedisContainer(all))
}

/** Starts one that a caller has for itself. */
export async function startDedicated(
  { settings }: RedisTopology,
  options: StartOptions,
): Promise<DedicatedServers> {
  const server = await startRedisContainer({ ...options, settings, keepsData: true })
  return controlServers([server], redisControl)
}
