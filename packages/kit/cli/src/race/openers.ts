import type {
  Kafka,
  KafkaOptions,
  Postgres,
  PostgresOptions,
  Redis,
  RedisOptions,
} from '@lab/servers'

/** What a person's file is given to open real servers with. */
export interface Openers {
  postgres(options?: PostgresOptions): Promise<Postgres>
  redis(options?: RedisOptions): Promise<Redis>
  kafka(options?: KafkaOptions): Promise<Kafka>
}

/** Opens what is asked for, and ends all of it at the end, in reverse. */
export function createOpeners(): { openers: Openers } & AsyncDisposable {
  const opened: Promise<AsyncDisposable>[] = []
  const keep = <Server extends AsyncDisposable>(server: Promise<Server>) => {
    opened.push(server)
    return server
  }
  return {
    openers: {
      postgres: (options) =>
        keep(import('@lab/servers/postgres').then(({ postgres }) => postgres(options))),
      redis: (options) => keep(import('@lab/servers/redis').then(({ redis }) => redis(options))),
      kafka: (options) => keep(import('@lab/servers/kafka').then(({ kafka }) => kafka(options))),
    },
    async [Symbol.asyncDispose]() {
      for (const one of opened.toReversed()) {
        // One that could not be opened has said so itself.
        const server = await one.catch(() => undefined)
        await server?.[Symbol.asyncDispose]()
      }
    },
  }
}
