import type { Network } from '../containers/in-network.ts'
import type { ContainerOptions } from '../containers/start-container.ts'
import { createPostgresAdmin } from './postgres-admin.ts'
import type { RunningPostgres } from './probe-postgres.ts'
import { primarySettings } from './server-settings.ts'
import { startPostgresContainer } from './start-postgres-container.ts'

/**
 * Starts a primary and a standby in a network of their own. As with embedded ones, the standby
 * begins as a copy of the primary's files, made while that one is stopped.
 */
export async function startPostgresContainerPair(
  options: ContainerOptions,
  network: Network,
): Promise<RunningPostgres[]> {
  const settings = { ...primarySettings, ...options.settings }
  const hostname = 'primary'
  const primary = await startPostgresContainer({
    ...options,
    settings,
    place: network.place(hostname, 0),
  })
  try {
    await allowReplication(primary)
    await primary.lifeline.kill('SIGINT')
    await primary.lifeline.waitForExit()
    const standby = await startPostgresContainer({
      ...options,
      settings,
      place: network.place('standby', 1),
      primary: { ...primary, host: hostname, port: 5432 },
    })
    return [{ ...primary, ...(await primary.restart()) }, standby]
  } catch (error) {
    await primary.lifeline.stop()
    throw error
  }
}

// The image's own rules let other hosts in to databases only. They are read at the next start.
async function allowReplication({ url }: RunningPostgres): Promise<void> {
  const rule = 'host replication all all scram-sha-256'
  const admin = createPostgresAdmin(url('postgres'))
  await admin.query(`copy (select '${rule}') to program 'cat >> pg_hba.conf'`)
}
