import type { Redis } from 'ioredis'
import type { Lease } from '../service.ts'
import { claimDatabase, giveDatabaseBack } from './claim-database.ts'
import { connectYourRedis } from './connect-your-redis.ts'
import type { RedisGrant } from './keep-redis.ts'
import { redisVersion } from './probe-redis.ts'
import { describeRedisFailure, yourRedisUnavailable } from './your-redis-failure.ts'

const oldestMajorVersion = 7

/** Claims an empty numbered database on the caller's own server; a named connection holds it. */
export async function leaseYourRedis(address: string): Promise<Lease<RedisGrant>> {
  const holder = await connectYourRedis(address)
  try {
    const version = redisVersion(await holder.info('server'))
    requireRecentServer(version, address)
    const database = await claimDatabase(holder, address)
    return {
      grant: { version, url: withDatabase(address, database) },
      release: () => release(holder, database),
    }
  } catch (error) {
    holder.disconnect()
    throw describeRedisFailure(address, error)
  }
}

async function release(holder: Redis, database: number): Promise<void> {
  try {
    await giveDatabaseBack(holder, database)
  } finally {
    holder.disconnect()
  }
}

function requireRecentServer(version: string, address: string): void {
  if (Number.parseInt(version, 10) >= oldestMajorVersion) return
  throw yourRedisUnavailable(
    `Cannot use Redis ${version} at ${new URL(address).host}: it must be ${oldestMajorVersion} or later`,
    'point REDIS_URL to a newer Redis, or unset it for an embedded one',
  )
}

function withDatabase(address: string, database: number): string {
  const url = new URL(address)
  url.pathname = `/${database}`
  return url.href
}
