import { execFile } from 'node:child_process'
import { accessSync, constants, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { check } from '../check.ts'
import type { Check } from '../check.ts'
import { EngineError } from '../containers/engine-error.ts'
import { lookForEngine } from '../containers/find-engine.ts'
import { runtimeFolder } from '../keeper/runtime-folder.ts'
import { cacheFolder } from '../machine/cache-folder.ts'
import { memoryFolderFreeBytes } from '../machine/data-folder.ts'
import { installCommand } from '../machine/install-command.ts'
import type { ServiceDefinition } from '../service.ts'
import { services as allServices } from '../services.ts'
import { checkAddresses } from './check-addresses.ts'

const run = promisify(execFile)
const oldestNode = [22, 18] as const
const neededMemoryFolderBytes = 1024 ** 3

/**
 * Looks at what this machine has for real servers, without starting one.
 * @param services By default all of the lab.
 * @returns One check per thing, in the order in which a person should read them.
 */
export async function doctor(
  services: readonly ServiceDefinition[] = allServices,
): Promise<Check[]> {
  const checks = await Promise.all([
    check('Node', 'pnpm install, which brings the workspace its own Node', checkNode),
    ...services.map((service) => service.checks()),
    check('Maven', mavenRemedy(services), checkMaven),
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
    ...checkAddresses(services),
  ])
  return checks.flat()
}

async function checkEngine(): Promise<string> {
  const engine = await lookForEngine(process.env)
  if (engine.state === 'absent') return 'none, so tests run on embedded servers'
  if (engine.state === 'answers') return `the engine at ${engine.host} answers`
  throw new EngineError(engine)
}

function mavenRemedy(services: readonly ServiceDefinition[]): string {
  const fetched = services.flatMap(({ name, fetchedByMaven: when }) =>
    when === undefined ? [] : [when === 'always' ? name : `${name} ${when}`],
  )
  return `${installCommand('maven')}; it fetches ${fetched.join(', and ')}`
}

function checkNode(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [oldestMajor, oldestMinor] = oldestNode
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor))
    return process.versions.node
  throw new Error(`${process.versions.node}, and TypeScript runs from ${oldestNode.join('.')} on`)
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
