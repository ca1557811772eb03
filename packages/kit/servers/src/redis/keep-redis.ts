import { Redis } from 'ioredis'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import type { ServiceDefinition, SharedServer } from '../service.ts'
import type { RunningRedis } from './probe-redis.ts'

const databases = 1024

export const sharedRedisSettings = { databases: String(databases), save: '', appendonly: 'no' }

export interface RedisGrant {
  version: string
  /** Names the caller's numbered database. */
  url: string
}

/** One Redis; a lease is one of its numbered databases. */
export function keepRedis(
  service: ServiceDefinition,
  server: RunningRedis,
): SharedServer<RedisGrant> {
  const admin = new Redis(server.url)
  admin.on('error', () => {})
  const free = Array.from({ length: databases - 1 }, (_, index) => index + 1)

  return {
    version: server.ready.version,
    port: server.port,
    lifeline: server.lifeline,
    async lease() {
      const database = free.shift()
      if (database === undefined) throw allTaken(service)
      return {
        grant: { version: server.ready.version, url: `${server.url}/${database}` },
        async release() {
          await admin.multi().select(database).flushdb().exec()
          free.push(database)
        },
      }
    },
    async stop() {
      admin.disconnect()
      await server.lifeline.stop()
    },
  }
}

function allTaken({ id, name }: ServiceDefinition): ServerUnavailableError {
  return new ServerUnavailableError({
    service: id,
    source: 'embedded',
    problem: `Cannot lease a ${name} database: all ${databases - 1} are taken`,
    remedy: 'end some of the programs that use them',
  })
}
