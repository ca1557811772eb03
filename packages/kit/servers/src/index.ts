export { browser } from './browser/browser.ts'
export type { Browser, BrowserOptions } from './browser/browser.ts'
export { dedicatedKafka } from './kafka/dedicated-kafka.ts'
export type {
  Broker,
  DedicatedKafka,
  DedicatedKafkaOptions,
  DedicatedTopicOptions,
} from './kafka/dedicated-kafka.ts'
export { dedicatedPostgres } from './postgres/dedicated-postgres.ts'
export type {
  DedicatedPostgres,
  DedicatedPostgresOptions,
  ReplicatedPostgres,
} from './postgres/dedicated-postgres.ts'
export { dedicatedRedis } from './redis/dedicated-redis.ts'
export type { DedicatedRedis, DedicatedRedisOptions } from './redis/dedicated-redis.ts'
export { kafka } from './kafka/kafka.ts'
export type { Kafka, KafkaOptions, TopicOptions } from './kafka/kafka.ts'
export { postgres } from './postgres/postgres.ts'
export type { Postgres, PostgresOptions } from './postgres/postgres.ts'
export type { PostgresStandby } from './postgres/postgres-standby.ts'
export { redis } from './redis/redis.ts'
export type { Redis, RedisOptions } from './redis/redis.ts'
export { ServerUnavailableError } from './server-unavailable-error.ts'
export { serversLine } from './servers-line.ts'
export type { OnProgress, Server, Source } from './server.ts'
