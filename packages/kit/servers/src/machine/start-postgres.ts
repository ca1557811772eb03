import { rm } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { OnProgress } from '../server.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import { freePort, isPortFree } from './free-port.ts'
import type { ChoosePort } from './free-port.ts'
import { runUnderLifeline } from './lifeline.ts'
import type { Lifeline } from './lifeline.ts'
import { lastLines } from './log-file.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { copyPostgresTemplate, postgresSuperuser } from './postgres-template.ts'
import type { PostgresData } from './postgres-template.ts'

const portAttempts = 5
const readyWithinMs = 30_000
const readyPollMs = 10

export type PostgresSettings = Record<string, string>

/** Settings of a server whose data nobody will miss. */
export const throwawaySettings: PostgresSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
}

const commonSettings: PostgresSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '500',
  shared_buffers: '64MB',
  // With the default, kill -9 leaves segments in /dev/shm.
  dynamic_shared_memory_type: 'mmap',
  timezone: 'UTC',
  log_checkpoints: 'off',
}

export interface StartPostgresOptions {
  /** Part of the data folder's name. */
  name: string
  logFile: string
  settings: PostgresSettings
  onProgress: OnProgress
  choosePort?: ChoosePort
}

export interface RunningPostgres {
  port: number
  version: string
  lifeline: Lifeline
  url(database: string): string
  /** Starts the same data folder again on the same port, after the server has exited. */
  restart(): Promise<RunningPostgres>
}

export async function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres> {
  const binaries = await postgresBinaries()
  const data = await copyPostgresTemplate(binaries, options.name, options.onProgress)
  const choosePort = options.choosePort ?? freePort
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort()
    const started = await startOn({ binaries, data, port, options })
    if (started !== 'port taken') return started
    if (attempt === portAttempts) {
      await rm(data.folder, { recursive: true, force: true })
      throw cannotStart(`no free port in ${portAttempts} attempts`, options.logFile)
    }
  }
}

interface Place {
  binaries: PostgresBinaries
  data: PostgresData
  port: number
  options: StartPostgresOptions
}

async function startOn(place: Place): Promise<RunningPostgres | 'port taken'> {
  const { binaries, data, port, options } = place
  const settings = { ...commonSettings, ...options.settings, port: String(port) }
  const lifeline = await runUnderLifeline({
    command: binaries.postgres,
    args: ['-D', data.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    folder: data.folder,
    logFile: options.logFile,
    stopSignal: 'QUIT',
    user: binaries.user,
  })
  const url = (database: string) =>
    `postgres://${postgresSuperuser}:${data.password}@127.0.0.1:${port}/${database}`
  const version = await waitUntilReady(url('postgres'), lifeline)
  if (version !== undefined) return { port, version, lifeline, url, restart: () => restartOn(place, lifeline) }
  if (!lifeline.hasExited()) {
    await lifeline.stop()
    throw cannotStart(`not ready within ${readyWithinMs} ms`, options.logFile)
  }
  if (!(await isPortFree(port))) {
    await lifeline.keepFolder()
    return 'port taken'
  }
  await lifeline.stop()
  throw cannotStart('it exited at once', options.logFile)
}

async function restartOn(place: Place, stopped: Lifeline): Promise<RunningPostgres> {
  await stopped.waitForExit()
  await stopped.keepFolder()
  const started = await startOn(place)
  if (started === 'port taken') throw cannotStart(`port ${place.port} is taken`, place.options.logFile)
  return started
}

async function waitUntilReady(url: string, lifeline: Lifeline): Promise<string | undefined> {
  const deadline = Date.now() + readyWithinMs
  while (!lifeline.hasExited() && Date.now() < deadline) {
    const client = new Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rows } = await client.query<{ server_version: string }>('show server_version')
      return rows[0]?.server_version ?? ''
    } catch {
      await delay(readyPollMs)
    } finally {
      await client.end().catch(() => {})
    }
  }
  return undefined
}

function cannotStart(reason: string, logFile: string): ServerUnavailableError {
  return new ServerUnavailableError({
    service: 'postgres',
    source: 'embedded',
    problem: `Cannot start PostgreSQL: ${reason}\n${lastLines(logFile)}`,
    remedy: `look into ${logFile}, or set DATABASE_URL to a PostgreSQL 18 of yours`,
  })
}
