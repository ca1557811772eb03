import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChoosePort } from '../machine/free-port.ts'
import { giveFolder } from '../machine/give-folder.ts'
import { runUnderLifeline } from '../machine/lifeline.ts'
import { startOnFreePort } from '../machine/start-on-free-port.ts'
import type { Place, ProcessOptions } from '../service.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import { copyPostgresTemplate } from './postgres-template.ts'
import { probePostgres } from './probe-postgres.ts'
import type { RunningPostgres } from './probe-postgres.ts'
import {
  asArguments,
  commonSettings,
  postgresSuperuser,
  primaryLine,
  standbySettings,
} from './server-settings.ts'

export interface PostgresProcessOptions extends ProcessOptions {
  settings: Record<string, string>
  choosePort?: ChoosePort
  /** Whom this one follows, as a standby. */
  primary?: Place
}

/** Starts the embedded PostgreSQL as a process that ends with this one. */
export async function startPostgres(options: PostgresProcessOptions): Promise<RunningPostgres> {
  const { service, primary, logFile } = options
  const binaries = await postgresBinaries()
  const { folder, data, password } = await copyPostgresTemplate(binaries, options)
  if (primary) {
    writeFileSync(join(data, 'standby.signal'), '')
    appendFileSync(join(data, 'postgresql.auto.conf'), primaryLine(primary))
  }
  if (binaries.user) giveFolder(folder.path, binaries.user)
  const urlAt = (port: number, database: string) =>
    `postgres://${postgresSuperuser}:${password}@127.0.0.1:${port}/${database}`
  const running = await startOnFreePort({
    service,
    folder,
    logFile,
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
            ...(primary ? standbySettings : {}),
            port: String(port),
          }),
        ],
        folder: folder.path,
        logFile,
        stopSignal: 'QUIT',
        user: binaries.user,
        ...(primary ? { environment: { ...process.env, PGPASSWORD: password } } : {}),
      }),
    probe: (port) => probePostgres(urlAt(port, 'postgres')),
  })
  return { ...running, url: (database) => urlAt(running.port, database) }
}
