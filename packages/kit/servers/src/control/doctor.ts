import { execFile } from 'node:child_process'
import { accessSync, constants, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { lookForEngine } from '../containers/find-engine.ts'
import { cacheFolder } from '../machine/cache-folder.ts'
import { memoryFolderFreeBytes } from '../machine/data-folder.ts'
import { installCommand } from '../machine/download-with-maven.ts'
import { findJava } from '../kafka/java.ts'
import { postgresBinaries, readPostgresVersion } from '../postgres/postgres-binaries.ts'
import { redisBinaryOnPath } from '../redis/redis-binary.ts'
import { runtimeFolder } from '../keeper/runtime-folder.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import { check } from './check.ts'
import type { Check } from './check.ts'
import { checkAddresses } from './check-addresses.ts'

const run = promisify(execFile)
const oldestNode = [22, 18] as const
const neededMemoryFolderBytes = 1024 ** 3

/**
 * Looks at what this machine has for real servers, without starting one.
 * @returns One check per thing, in the order in which a person should read them.
 */
export async function doctor(): Promise<Check[]> {
  return Promise.all([
    check('Node', 'pnpm install, which brings the workspace its own Node', checkNode),
    check('PostgreSQL', 'pnpm install', async () => readPostgresVersion(await postgresBinaries())),
    check('Redis', '', checkRedis),
    check('Java', '', async () => (await findJava()).version),
    check(
      'Maven',
      `${installCommand('maven')}; it fetches Kafka, and Redis where none is installed`,
      checkMaven,
    ),
    check(
      'Cache folder',
      'free some space there, or set XDG_CACHE_HOME to another folder',
      checkCacheFolder,
    ),
    check(
      'Runtime folder',
      'set LAB_RUNTIME_DIR to a short path of your own',
      () => runtimeFolder().folder,
    ),
    check(
      'Memory folder',
      'none is needed: data goes to the disk, which is slower',
      checkMemoryFolder,
    ),
    check('Docker', '', checkEngine),
    ...checkAddresses(),
  ])
}

async function checkEngine(): Promise<string> {
  const engine = await lookForEngine(process.env)
  if (engine.state === 'absent') return 'none, so tests run on embedded servers'
  if (engine.state === 'answers') return `the engine at ${engine.host} answers`
  throw new ServerUnavailableError({
    service: 'postgres',
    source: 'containers',
    problem: engine.problem,
    remedy: engine.remedy,
  })
}

function checkNode(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [oldestMajor, oldestMinor] = oldestNode
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor))
    return process.versions.node
  throw new Error(`${process.versions.node}, and TypeScript runs from ${oldestNode.join('.')} on`)
}

async function checkRedis(): Promise<string> {
  const onPath = await redisBinaryOnPath()
  return onPath === undefined
    ? 'none of version 7 on the PATH, so the one from Maven'
    : `${onPath} on the PATH`
}

async function checkMaven(): Promise<string> {
  const { stdout } = await run('mvn', ['--version']).catch(() => {
    throw new Error('mvn is not on the PATH')
  })
  return /Apache Maven ([\d.]+)/.exec(stdout)?.[1] ?? 'of unknown version'
}

function checkCacheFolder(): string {
  const folder = cacheFolder()
  accessSync(folder, constants.W_OK)
  const megabytes = Math.round(folderBytes(folder) / 1024 ** 2)
  return `${folder}, ${megabytes} MB`
}

function folderBytes(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}

function checkMemoryFolder(): string {
  const bytes = memoryFolderFreeBytes()
  const text = `/dev/shm has ${(bytes / 1024 ** 3).toFixed(1)} GB free`
  if (bytes > neededMemoryFolderBytes) return text
  throw new Error(`${text}, and 1 GB is needed`)
}
