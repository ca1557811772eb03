import { join } from 'node:path'
import type { Topology } from '../keeper/protocol.ts'
import { runtimeFolder } from '../keeper/runtime-folder.ts'
import type { OnProgress } from '../server.ts'
import { describeTopology } from './control-running.ts'
import type { StartedTopology } from './control-running.ts'
import { folderUnavailable } from './folder-unavailable.ts'

// Imported when asked for: PostgreSQL alone must not load the clients of the others.
/** Starts servers of this process's own, which end with it. */
export function startProcesses(
  topology: Topology,
  onProgress: OnProgress,
): Promise<StartedTopology> {
  return start(topology, onProgress).catch((error: unknown) => {
    throw folderUnavailable(error, { service: topology.service, source: 'embedded' })
  })
}

async function start(topology: Topology, onProgress: OnProgress): Promise<StartedTopology> {
  const { service, settings } = topology
  const runtime = runtimeFolder()
  const name = `own-${runtime.name}-${service}`
  const logFile = join(runtime.folder, `own-${service}.log`)
  const options = { name, logFile, settings, onProgress }
  switch (topology.service) {
    case 'postgres': {
      const servers = topology.standby
        ? await (await import('../postgres/start-postgres-pair.ts')).startPostgresPair(options)
        : [await (await import('../postgres/start-postgres.ts')).startPostgres(options)]
      return describeTopology(service, servers, ({ url }) => url('postgres'))
    }
    case 'redis': {
      const { startRedis } = await import('../redis/start-redis.ts')
      return describeTopology(service, [await startRedis(options)], ({ url }) => url)
    }
    case 'kafka': {
      const { startKafkaBrokers } = await import('../kafka/start-kafka-brokers.ts')
      const servers = await startKafkaBrokers({ ...options, brokers: topology.brokers })
      return describeTopology(service, servers, ({ port }) => `127.0.0.1:${port}`)
    }
  }
}
