import { Redis } from 'ioredis'
import { answerOf, answerWithinMs } from '../sources/answer-of.ts'
import { describeRedisFailure, yourRedisUnavailable } from './your-redis-failure.ts'

/** Connects to the caller's own server. */
export async function connectYourRedis(address: string): Promise<Redis> {
  requireRedisUrl(address)
  const holder = new Redis(address, {
    lazyConnect: true,
    commandTimeout: answerWithinMs,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  })
  let failure: unknown
  holder.on('error', (error) => (failure = error))
  try {
    await answerOf('a login and INFO', () => holder.connect())
    await holder.ping()
    return holder
  } catch (error) {
    holder.disconnect()
    throw describeRedisFailure(address, failure ?? error)
  }
}

function requireRedisUrl(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !['redis:', 'rediss:'].includes(url.protocol)) {
    throw yourRedisUnavailable(
      'Cannot read REDIS_URL: it must be a URL such as redis://:password@host:6379',
      'correct REDIS_URL, or unset it for an embedded Redis',
    )
  }
  const database = url.pathname.slice(1) || url.searchParams.get('db')
  if (!database) return
  throw yourRedisUnavailable(
    `Cannot use only database ${database} of ${url.host}: each caller of the lab gets a numbered database of its own, so that REDIS_URL must name the server and no database`,
    `write REDIS_URL without ${url.pathname === '/' || url.pathname === '' ? `db=${database}` : `/${database}`} where the lab may use empty databases of that server, or unset it for an embedded Redis`,
  )
}
