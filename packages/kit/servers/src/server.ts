/** A kind of server that the lab hands out. */
export type Service = 'postgres' | 'redis' | 'kafka'

/** Where a server comes from. */
export type Source = 'yours' | 'embedded' | 'containers'

/** The server behind a lease. */
export interface Server {
  service: Service
  source: Source
  /** As the server itself says it, for example `18.4`; empty when it does not say. */
  version: string
}

/** Called with one short line each time that long work makes a step. */
export type OnProgress = (text: string) => void

export const serviceNames = {
  postgres: 'PostgreSQL',
  redis: 'Redis',
  kafka: 'Kafka',
} as const satisfies Record<Service, string>
