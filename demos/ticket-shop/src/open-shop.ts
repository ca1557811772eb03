import '@lab/servers/quiet-kafkajs'
import { clientOptions } from '@lab/redis-outage'
import { Redis } from 'ioredis'
import { Kafka, logLevel } from 'kafkajs'
import type { ISocketFactory } from 'kafkajs'
import pg from 'pg'
import { queueHashes } from './accounts/queue-hashes.ts'
import type { Logger } from 'pino'
import type { Configuration } from './configuration.ts'
import { createMetrics } from './metrics/create-metrics.ts'
import type { Pools } from './metrics/create-metrics.ts'
import { createHealth } from './health/create-health.ts'
import { openLog } from './open-log.ts'
import { openStandby } from './open-standby.ts'
import { parseOnce, planEachTime } from './parse-once.ts'
import type { Shop, Ways } from './shop.ts'
import { traceStatements } from './traces/trace-statements.ts'
import { usualWays } from './usual-ways.ts'
import { createWaitingRoom } from './waiting-room/waiting-room.ts'

/**
 * Opens nothing yet: each connection is made when it is first needed, and again when it is lost. Each
 * client gives up on a server that is silent, and makes a new connection then.
 *
 * @param socketFactory For a Kafka that is reached another way than its brokers say.
 */
export function openShop(
  configuration: Configuration,
  ways: Ways = usualWays,
  socketFactory?: ISocketFactory,
): Shop {
  const log = openLog(configuration)
  const pools = openPools(configuration, log)
  const { database: pool, standby: behind, lists } = pools
  const standby = behind && lists && openStandby(behind, lists)
  const redisMs = configuration.REDIS_TIMEOUT_SECONDS * 1000
  const redis = new Redis(configuration.REDIS_URL, {
    ...clientOptions['all-three'],
    commandTimeout: redisMs,
    // Without a connection a command fails at once: only the first requests wait for a silent Redis.
    socketTimeout: 5 * redisMs,
    connectTimeout: 1_000,
  })
  // What fails reaches the caller through its commands.
  redis.on('error', (error) => log.debug({ error }, 'no Redis'))
  const hashes = queueHashes(configuration)
  const name = (own: string) => `${configuration.NAME_PREFIX}${own}`
  const metrics = createMetrics(pools, hashes)
  return {
    configuration,
    ways,
    pool,
    standby,
    read: standby?.read ?? ((work) => work(pool)),
    redis,
    kafka: new Kafka({
      brokers: configuration.KAFKA_BROKERS,
      clientId: 'ticket-shop',
      logLevel: logLevel.NOTHING,
      connectionTimeout: 2_000,
      requestTimeout: configuration.KAFKA_TIMEOUT_SECONDS * 1000,
      ...(socketFactory && { socketFactory }),
      // A broker that restarts is back within seconds.
      retry: { initialRetryTime: 50, maxRetryTime: 1_000, retries: 60 },
    }),
    name,
    log,
    waitingRoom: createWaitingRoom({ redis, configuration, name, metrics, log }),
    metrics,
    health: createHealth(configuration),
    hashes,
    async [Symbol.asyncDispose]() {
      standby?.[Symbol.dispose]()
      redis.disconnect()
      await Promise.all(Object.values(pools).map((one) => one.end()))
    },
  }
}

/** Of the standby only if there is one, and then also for lists that it cannot answer. */
function openPools(configuration: Configuration, log: Logger): Pools {
  const { DATABASE_URL, READ_DATABASE_URL = DATABASE_URL } = configuration
  const openPool = (url: string, name: string, max = 10) => {
    const pool = new pg.Pool({
      connectionString: url,
      max,
      connectionTimeoutMillis: 2_000,
      // The server gives up first, and says so. What hears nothing gives up next, and the pool has done
      // with that connection: its answer may come after another question.
      statement_timeout: configuration.DATABASE_TIMEOUT_SECONDS * 1000,
      query_timeout: configuration.DATABASE_TIMEOUT_SECONDS * 1000 + 1_000,
      // Of a client that fell silent: its locks would hold up all others.
      idle_in_transaction_session_timeout: configuration.IDLE_TRANSACTION_SECONDS * 1000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      application_name: 'ticket-shop',
      options: planEachTime,
    })
      .on('error', (error) => log.warn({ error }, `lost an idle connection to the ${name}`))
      // One that is lost between two statements fails with the next; unheard, it would end the process.
      .on('connect', (client) => client.on('error', () => {}))
      .on('connect', parseOnce)
    if (configuration.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined) traceStatements(pool)
    return pool
  }
  const database = openPool(DATABASE_URL, 'database')
  if (READ_DATABASE_URL === DATABASE_URL) return { database }
  const lists = openPool(DATABASE_URL, 'database', 3)
  return { database, standby: openPool(READ_DATABASE_URL, 'standby'), lists }
}
