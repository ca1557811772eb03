import { controlServers } from '../machine/control-servers.ts'
import type { DedicatedServers, ProcessOptions, SharedServer } from '../service.ts'
import { keepPostgres } from './keep-postgres.ts'
import type { PostgresGrant } from './keep-postgres.ts'
import { postgresControl } from './postgres-control.ts'
import type { PostgresTopology } from './postgres-control.ts'
import { throwawaySettings } from './server-settings.ts'
import { startPostgres } from './start-postgres.ts'
import { startPostgresPair } from './start-postgres-pair.ts'

/** Starts the one that all callers share. */
export async function startShared(options: ProcessOptions): Promise<SharedServer<PostgresGrant>> {
  return keepPostgres(await startPostgres({ ...options, settings: throwawaySettings }))
}

/** Starts one that a caller has for itself, with a standby when it asks for that. */
export async function startDedicated(
  { settings, standby }: PostgresTopology,
  options: ProcessOptions,
): Promise<DedicatedServers> {
  const all = { ...options, settings }
  const servers = standby ? await startPostgresPair(all) : [await startPostgres(all)]
  return controlServers(servers, postgresControl)
}
