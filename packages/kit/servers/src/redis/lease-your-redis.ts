import { Redis } from 'ioredis'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import type { Lease } from '../service.ts'
import type { RedisGrant } from './keep-redis.ts'
import { redisVersion } from './probe-redis.ts'

const oldestMajorVersion = 7
const connectWithinMs = 10_000
const claimRounds = 3
/** A set in the URL's own database: the numbers that the lab uses, or used when it was killed. */
const usedDatabasesKey = 'backend-lab:databases'

/** Claims an empty numbered database on the caller's own server; a named connection holds it. */
export async function leaseYourRedis(address: string): Promise<Lease<RedisGrant>> {
  const holder = await connectHolder(address)
  try {
    const version = redisVersion(await holder.info('server'))
    requireRecentServer(version, address)
    const home = Number(new URL(address).pathname.slice(1)) || 0
    const database = await claimDatabase(holder, home, address)
    return {
      grant: { version, url: withDatabase(address, database) },
      async release() {
        await holder
          .multi()
          .select(database)
          .flushdb()
          .select(home)
          .srem(usedDatabasesKey, database)
          .exec()
        holder.disconnect()
      },
    }
  } catch (error) {
    holder.disconnect()
    throw error
  }
}

async function claimDatabase(holder: Redis, home: number, address: string): Promise<number> {
  const count = await countDatabases(holder)
  for (let round = 1; round <= claimRounds; round += 1) {
    for (let database = 0; database < count; database += 1) {
      if (database === home) continue
      if ((await claimName(holder, database)) && (await isEmptyOrLeftOver(holder, home, database)))
        return database
    }
  }
  throw unavailable(
    `Cannot claim a Redis database at ${new URL(address).host}: none of ${count} is empty and free`,
    'empty one of them, raise databases in its configuration, or unset REDIS_URL for an embedded Redis',
  )
}

// Naming and listing are one transaction, so of two that want the same number the later one
// always sees the earlier one. The name goes with the connection, also when it is killed.
async function claimName(holder: Redis, database: number): Promise<boolean> {
  const name = `backend-lab:${database}`
  const replies = await holder.multi().client('SETNAME', name).client('LIST').exec()
  const [error, list] = replies?.[1] ?? []
  if (error) throw error
  const holders = String(list)
    .split('\n')
    .filter((line) => line.includes(` name=${name} `))
  if (holders.length === 1) return true
  await holder.client('SETNAME', '')
  return false
}

// Only what the lab itself left behind is flushed; a database with other data is not ours.
async function isEmptyOrLeftOver(holder: Redis, home: number, database: number): Promise<boolean> {
  if (await holder.sismember(usedDatabasesKey, database)) {
    await holder.multi().select(database).flushdb().select(home).exec()
    return true
  }
  const replies = await holder.multi().select(database).dbsize().select(home).exec()
  if (replies?.[1]?.[1] === 0) {
    await holder.sadd(usedDatabasesKey, database)
    return true
  }
  await holder.client('SETNAME', '')
  return false
}

async function countDatabases(holder: Redis): Promise<number> {
  try {
    const reply = (await holder.config('GET', 'databases')) as string[]
    return Number(reply[1])
  } catch {
    // Hosted servers hide CONFIG; 16 is the default.
    return 16
  }
}

async function connectHolder(address: string): Promise<Redis> {
  const protocol = URL.canParse(address) ? new URL(address).protocol : ''
  if (protocol !== 'redis:' && protocol !== 'rediss:') {
    throw unavailable(
      'Cannot read REDIS_URL: it must be a URL such as redis://:password@host:6379',
      'correct REDIS_URL, or unset it for an embedded Redis',
    )
  }
  const holder = new Redis(address, {
    lazyConnect: true,
    connectTimeout: connectWithinMs,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  })
  let failure: unknown
  holder.on('error', (error) => (failure = error))
  try {
    await holder.connect()
    await holder.ping()
    return holder
  } catch (error) {
    holder.disconnect()
    throw describeFailure(address, failure ?? error)
  }
}

function describeFailure(address: string, cause: unknown): ServerUnavailableError {
  const { host } = new URL(address)
  const { code, message } = cause as NodeJS.ErrnoException
  if (code === 'ECONNREFUSED') {
    return unavailable(
      `Cannot reach Redis at ${host}: the connection was refused`,
      'start that server, or unset REDIS_URL for an embedded Redis',
      cause,
    )
  }
  if (/WRONGPASS|NOAUTH/.test(message)) {
    return unavailable(
      `Cannot log in to Redis at ${host}: ${message}`,
      'correct the password in REDIS_URL',
      cause,
    )
  }
  return unavailable(
    `Cannot use Redis at ${host}: ${message}`,
    'correct REDIS_URL, or unset it for an embedded Redis',
    cause,
  )
}

function requireRecentServer(version: string, address: string): void {
  if (Number.parseInt(version, 10) >= oldestMajorVersion) return
  throw unavailable(
    `Cannot use Redis ${version} at ${new URL(address).host}: it must be ${oldestMajorVersion} or later`,
    'point REDIS_URL to a newer Redis, or unset it for an embedded one',
  )
}

function withDatabase(address: string, database: number): string {
  const url = new URL(address)
  url.pathname = `/${database}`
  return url.href
}

function unavailable(problem: string, remedy: string, cause?: unknown): ServerUnavailableError {
  return new ServerUnavailableError({ service: 'redis', source: 'yours', problem, remedy, cause })
}
