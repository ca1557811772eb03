import type { Place } from '../service.ts'

export const postgresSuperuser = 'lab'

/** For a server whose data may be lost. */
export const throwawaySettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
} as const

/** Of every PostgreSQL of the lab, also of those in containers. */
export const commonSettings = {
  max_connections: '500',
  shared_buffers: '64MB',
  // With the default, kill -9 leaves segments in /dev/shm.
  dynamic_shared_memory_type: 'mmap',
  timezone: 'UTC',
  log_checkpoints: 'off',
} as const

/** Of a server that has a standby, which may be away for a while. */
export const primarySettings = { wal_keep_size: '256MB' } as const

/** By what `synchronous_standby_names` of the primary knows it. */
const standbyName = 'standby'

/** Of a server that follows another one. */
export const standbySettings = {
  // Otherwise the first connection, and a promotion, may take five seconds.
  wal_retrieve_retry_interval: '50ms',
  // It has no standby of its own to wait for, once it is promoted.
  synchronous_standby_names: '',
} as const

/**
 * Says whom a standby follows, as a line of `postgresql.auto.conf`: there `alter system` may change
 * it, so that a proxy stands between the two. That one's password is in PGPASSWORD.
 */
export function primaryLine({ host, port }: Place): string {
  return `primary_conninfo = 'host=${host} port=${port} user=${postgresSuperuser} application_name=${standbyName}'\n`
}

export function asArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
