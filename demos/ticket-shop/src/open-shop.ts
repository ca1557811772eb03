import '@lab/servers/quiet-kafkajs'
import { clientOptions } from '@lab/redis-outage'
import { Redis } from 'ioredis'
import { Kafka, logLevel } from 'kafkajs'
import pg from 'pg'
import type { Configuration } from './configuration.ts'
import { createMetrics } from './metrics/create-metrics.ts'
import { openLog } from './open-log.ts'
import type { Shop, Ways } from './shop.ts'
import { usualWays } from './usual-ways.ts'
import { createWaitingRoom } from './waiting-room/waiting-room.ts'

/** Opens nothing yet: each connection is made when it is first needed, and again when it is lost. */
export function openShop(configuration: Configuration, ways: Ways = usualWays): Shop {
  const { DATABASE_URL, READ_DATABASE_URL = DATABASE_URL } = configuration
  const log = openLog(configuration)
  const openPool = (url: string, name: string) =>
    new pg.Pool({
      connectionString: url,
      max: 10,
      connectionTimeoutMillis: 2_000,
      application_name: 'ticket-shop',
    })
      .on('error', (error) => log.warn({ error }, `lost an idle connection to the ${name}`))
      // One that is lost between two statements fails with the next; unheard, it would end the process.
      .on('connect', (client) => client.on('error', () => {}))
  const pool = openPool(DATABASE_URL, 'database')
  const readPool =
    READ_DATABASE_URL === DATABASE_URL ? pool : openPool(READ_DATABASE_URL, 'standby')
  const redis = new Redis(configuration.REDIS_URL, clientOptions['all-three'])
  // What fails reaches the caller through its commands.
  redis.on('error', (error) => log.debug({ error }, 'no Redis'))
  const name = (own: string) => `${configuration.NAME_PREFIX}${own}`
  return {
    configuration,
    ways,
    pool,
    readPool,
    redis,
    kafka: new Kafka({
      brokers: configuration.KAFKA_BROKERS,
      clientId: 'ticket-shop',
      logLevel: logLevel.NOTHING,
      // A broker that restarts is back within seconds.
      retry: { initialRetryTime: 50, maxRetryTime: 1_000, retries: 60 },
    }),
    name,
    log,
    waitingRoom: createWaitingRoom({ redis, configuration, name }),
    metrics: createMetrics(
      readPool === pool ? { database: pool } : { database: pool, standby: readPool },
    ),
    async [Symbol.asyncDispose]() {
      redis.disconnect()
      await Promise.all([...new Set([pool, readPool])].map((one) => one.end()))
    },
  }
}
