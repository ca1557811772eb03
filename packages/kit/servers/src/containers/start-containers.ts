import type { Topology } from '../keeper/protocol.ts'
import { describeTopology } from '../machine/control-running.ts'
import type { StartedTopology } from '../machine/control-running.ts'
import type { OnProgress } from '../server.ts'
import { inNetwork } from './in-network.ts'

export interface StartContainersOptions {
  /** Part of the containers' names. */
  name: string
  onProgress: OnProgress
}

// Imported when asked for: PostgreSQL alone must not load the clients of the others.
/** Starts containers that one client has for itself. */
export async function startContainers(
  topology: Topology,
  options: StartContainersOptions,
): Promise<StartedTopology> {
  const { service, settings } = topology
  const kept = { ...options, settings, keepsData: true }
  switch (topology.service) {
    case 'postgres': {
      const { startPostgresContainer } = await import('../postgres/start-postgres-container.ts')
      if (!topology.standby) {
        const server = await startPostgresContainer(kept)
        return describeTopology(service, [server], ({ url }) => url('postgres'))
      }
      const { startPostgresContainerPair } =
        await import('../postgres/start-postgres-container-pair.ts')
      return inNetwork(service, options.name, async (network) => {
        const servers = await startPostgresContainerPair(kept, network)
        return describeTopology(service, servers, ({ url }) => url('postgres'))
      })
    }
    case 'redis': {
      const { startRedisContainer } = await import('../redis/start-redis-container.ts')
      return describeTopology(service, [await startRedisContainer(kept)], ({ url }) => url)
    }
    case 'kafka': {
      const { startKafkaContainers } = await import('../kafka/start-kafka-containers.ts')
      const { brokers } = topology
      return inNetwork(service, options.name, async (network) => {
        const servers = await startKafkaContainers(kept, network, brokers)
        return describeTopology(service, servers, ({ port }) => `127.0.0.1:${port}`)
      })
    }
  }
}
