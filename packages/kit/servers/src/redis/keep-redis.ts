import { Redis } from 'ioredis'
import type { RunningRedis } from './start-redis.ts'
import type { KeptServer } from '../shared-server.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'

const databases = 1024

export const sharedRedisSettings = { databases: String(databases), save: '', appendonly: 'no' }

/** One Redis; a lease is one of its numbered databases. */
export function keepRedis(server: RunningRedis): KeptServer<'redis'> {
  const admin = new Redis(server.url)
  admin.on('error', () => {})
  const free = Array.from({ length: databases - 1 }, (_, index) => index + 1)

  return {
    version: server.ready.version,
    port: server.port,
    lifeline: server.lifeline,
    async lease() {
      const database = free.shift()
      if (database === undefined) throw allTaken()
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

function allTaken(): ServerUnavailableError {
  return new ServerUnavailableError({
    service: 'redis',
    source: 'embedded',
    problem: `Cannot lease a Redis database: all ${databases - 1} are taken`,
    remedy: 'end some of the programs that use them',
  })
}
