import type { Control } from '../machine/control-servers.ts'
import type { RunningPostgres } from './probe-postgres.ts'

/** What a caller may have for itself. */
export interface PostgresTopology {
  settings: Record<string, string>
  standby: boolean
}

/** How dedicated servers are addressed, and ended in order: a fast shutdown. */
export const postgresControl: Control<RunningPostgres> = {
  addressOf: ({ url }) => url('postgres'),
  endSignal: 'SIGINT',
}
