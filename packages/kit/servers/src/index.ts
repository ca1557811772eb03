export { dedicatedKafka } from './dedicated-kafka.ts'
export type {
  Broker,
  DedicatedKafka,
  DedicatedKafkaOptions,
  DedicatedTopicOptions,
} from './dedicated-kafka.ts'
export { dedicatedPostgres } from './dedicated-postgres.ts'
export type {
  DedicatedPostgres,
  DedicatedPostgresOptions,
  ReplicatedPostgres,
} from './dedicated-postgres.ts'
export { dedicatedRedis } from './dedicated-redis.ts'
export type { DedicatedRedis, DedicatedRedisOptions } from './dedicated-redis.ts'
export { kafka } from './kafka.ts'
export type { Kafka, KafkaOptions, TopicOptions } from './kafka.ts'
export { postgres } from './postgres.ts'
export type { Postgres, PostgresOptions } from './postgres.ts'
export type { PostgresStandby } from './postgres-standby.ts'
export { redis } from './redis.ts'
export type { Redis, RedisOptions } from './redis.ts'
export { ServerUnavailableError } from './server-unavailable-error.ts'
export { serversLine } from './servers-line.ts'
export type { OnProgress, Server, Service, Source } from './server.ts'
