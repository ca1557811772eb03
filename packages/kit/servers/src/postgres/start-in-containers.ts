import { inNetwork } from '../containers/in-network.ts'
import { controlServers } from '../machine/control-servers.ts'
import type { DedicatedServers, SharedServer, StartOptions } from '../service.ts'
import { keepPostgres } from './keep-postgres.ts'
import type { PostgresGrant } from './keep-postgres.ts'
import { postgresControl } from './postgres-control.ts'
import type { PostgresTopology } from './postgres-control.ts'
import { throwawaySettings } from './server-settings.ts'
import { startPostgresContainer } from './start-postgres-container.ts'
import { startPostgresContainerPair } from './start-postgres-container-pair.ts'

/** Starts the one that all callers share, in memory. */
export async function startShared(options: StartOptions): Promise<SharedServer<PostgresGrant>> {
  const settings = throwawaySettings
  return keepPostgres(await startPostgresContainer({ ...options, settings, keepsData: false }))
}

/** Starts one that a caller has for itself, with a standby in the same network when it asks for that. */
export async function startDedicated(
  { settings, standby }: PostgresTopology,
  options: StartOptions,
): Promise<DedicatedServers> {
  const all = { ...options, settings, keepsData: true }
  if (!standby) return controlServers([await startPostgresContainer(all)], postgresControl)
  return inNetwork(options, async (network) =>
    controlServers(await startPostgresContainerPair(all, network), postgresControl),
  )
}
