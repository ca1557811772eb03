import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import type { OnProgress } from '../server.ts'
import type { ChoosePort } from '../machine/free-port.ts'
import { giveFolder } from '../machine/give-folder.ts'
import { runUnderLifeline } from '../machine/lifeline.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import { copyPostgresTemplate, postgresSuperuser } from './postgres-template.ts'
import { startOnFreePort } from '../machine/start-on-free-port.ts'
import type { Running } from '../machine/start-on-free-port.ts'

/** For a server whose data nobody will miss. */
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

export interface StartPostgresOptions {
  /** Part of the data folder's name. */
  name: string
  logFile: string
  settings: Record<string, string>
  onProgress: OnProgress
  choosePort?: ChoosePort
  /** Whom this one follows, as a standby. */
  primary?: PostgresPlace
}

export interface PostgresPlace {
  host: string
  port: number
}

export interface RunningPostgres extends Running<{ version: string }> {
  url(database: string): string
}

export async function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres> {
  const binaries = await postgresBinaries()
  const { folder, data, password } = await copyPostgresTemplate(
    binaries,
    options.name,
    options.onProgress,
  )
  if (options.primary) writeFileSync(join(data, 'standby.signal'), '')
  if (binaries.user) giveFolder(folder.path, binaries.user)
  const urlAt = (port: number, database: string) =>
    `postgres://${postgresSuperuser}:${password}@127.0.0.1:${port}/${database}`
  const running = await startOnFreePort({
    service: 'postgres',
    folder,
    logFile: options.logFile,
    choosePort: options.choosePort,
    launch: (port) =>
      runUnderLifeline({
        command: binaries.postgres,
        args: [
          '-D',
          data,
          ...asArguments({
            ...commonSettings,
            listen_addresses: '127.0.0.1',
            unix_socket_directories: '',
            ...options.settings,
            ...(options.primary ? standbySettings(options.primary) : {}),
            port: String(port),
          }),
        ],
        folder: folder.path,
        logFile: options.logFile,
        stopSignal: 'QUIT',
        user: binaries.user,
        ...(options.primary ? { environment: { ...process.env, PGPASSWORD: password } } : {}),
      }),
    probe: (port) => probePostgres(urlAt(port, 'postgres')),
  })
  return { ...running, url: (database) => urlAt(running.port, database) }
}

/** Of a server that follows another one; that one's password is in PGPASSWORD. */
export function standbySettings({ host, port }: PostgresPlace): Record<string, string> {
  return {
    primary_conninfo: `host=${host} port=${port} user=${postgresSuperuser} application_name=${standbyName}`,
    // Otherwise the first connection, and a promotion, may take five seconds.
    wal_retrieve_retry_interval: '50ms',
    // It has no standby of its own to wait for, once it is promoted.
    synchronous_standby_names: '',
  }
}

/** By what `synchronous_standby_names` of the primary knows it. */
const standbyName = 'standby'

/** Of a server that has a standby, which may be away for a while. */
export const primarySettings = { wal_keep_size: '256MB' } as const

export function asArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Asks a server for its version, as soon as it answers. */
export async function probePostgres(url: string): Promise<{ version: string }> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return { version: rows[0]?.server_version ?? '' }
  } finally {
    await client.end().catch(() => {})
  }
}
