import type { RunningPostgres } from './probe-postgres.ts'
import { primarySettings } from './server-settings.ts'
import { startPostgres } from './start-postgres.ts'
import type { PostgresProcessOptions } from './start-postgres.ts'

/**
 * Starts a primary and a standby. Both begin as copies of the same stopped server, so that the
 * standby has all that the primary had before its first start, and streams what came later.
 */
export async function startPostgresPair(
  options: PostgresProcessOptions,
): Promise<RunningPostgres[]> {
  const settings = { ...primarySettings, ...options.settings }
  const primary = await startPostgres({ ...options, settings })
  try {
    const place = { host: '127.0.0.1', port: primary.port }
    return [primary, await startPostgres({ ...options, settings, primary: place })]
  } catch (error) {
    await primary.lifeline.stop()
    throw error
  }
}
