import type { OwnSource } from '../sources/choose-source.ts'
import type { OnProgress, Service } from '../server.ts'
import type { KeptServer } from '../shared-server.ts'

export interface StartAndKeepOptions {
  /** Part of the name of the data folder or the container. */
  name: string
  logFile: string
  onProgress: OnProgress
}

// Imported when asked for: PostgreSQL alone must not load the clients of the others.
/** Starts a shared server; how it is leased is the same for every source. */
export async function startAndKeep(
  service: Service,
  source: OwnSource,
  options: StartAndKeepOptions,
): Promise<KeptServer> {
  const inMemory = { ...options, keepsData: false }
  switch (service) {
    case 'postgres': {
      const { throwawaySettings: settings, startPostgres } =
        await import('../postgres/start-postgres.ts')
      const server =
        source === 'embedded'
          ? await startPostgres({ ...options, settings })
          : await (
              await import('../postgres/start-postgres-container.ts')
            ).startPostgresContainer({ ...inMemory, settings })
      return (await import('../postgres/keep-postgres.ts')).keepPostgres(server)
    }
    case 'redis': {
      const { keepRedis, sharedRedisSettings: settings } = await import('../redis/keep-redis.ts')
      const server =
        source === 'embedded'
          ? await (await import('../redis/start-redis.ts')).startRedis({ ...options, settings })
          : await (
              await import('../redis/start-redis-container.ts')
            ).startRedisContainer({ ...inMemory, settings })
      return keepRedis(server)
    }
    case 'kafka': {
      const server =
        source === 'embedded'
          ? await (await import('../kafka/start-kafka.ts')).startKafka(options)
          : await (await import('../kafka/start-kafka-container.ts')).startKafkaContainer(inMemory)
      return (await import('../kafka/keep-kafka.ts')).keepKafka(server)
    }
  }
}
