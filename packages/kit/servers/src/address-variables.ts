import type { Service } from './server.ts'

/** Where the caller names a server of their own. */
export const addressVariables = {
  postgres: 'DATABASE_URL',
  redis: 'REDIS_URL',
  kafka: 'KAFKA_BROKERS',
} as const satisfies Record<Service, string>
