import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OnProgress } from '../server.ts'
import type { ServiceDefinition } from '../service.ts'
import { describeCacheFailure } from './cache-failure.ts'
import { cacheFolder } from './cache-folder.ts'
import { withFileLock } from './file-lock.ts'
import { readZip } from './zip.ts'

export interface ArtifactSet {
  service: ServiceDefinition
  /** Names the set in the cache folder, with its version. */
  name: string
  /** As `group:artifact:version`. */
  artifacts: readonly string[]
  /** Which of their dependencies come along. */
  dependencies: 'runtime' | 'none'
  sizeMegabytes: number
  /** What a person may install in their place: `redis-server 7 or later`. */
  alternative?: string
}

/** Puts the jars of a set into a folder. */
export type Download = (set: ArtifactSet, folder: string) => Promise<void>

/** File name to SHA-256; written last, so that a folder without it counts for nothing. */
type Manifest = Record<string, string>

const manifestName = 'manifest.json'

/** Gives the folder with the jars of a set; fetches it at first, and again when it is broken. */
export async function provideArtifacts(
  set: ArtifactSet,
  download: Download,
  onProgress: OnProgress,
): Promise<string> {
  try {
    const parent = cacheFolder('artifacts')
    const folder = join(parent, set.name)
    if (await isWhole(folder)) return folder
    return await withFileLock(join(parent, `${set.name}.lock`), async () => {
      if (await isWhole(folder)) return folder
      const what = `${set.service.name} (${set.name}, ${set.sizeMegabytes} MB)`
      onProgress(existsSync(folder) ? `repairing ${what}` : `fetching ${what}, first time only`)
      await replaceFolder(set, parent, folder, download)
      return folder
    })
  } catch (error) {
    throw describeCacheFailure(set.service, error)
  }
}

async function replaceFolder(
  set: ArtifactSet,
  parent: string,
  folder: string,
  download: Download,
): Promise<void> {
  const building = await mkdtemp(join(parent, `${set.name}-building-`))
  try {
    await download(set, building)
    const manifest: Manifest = {}
    for (const file of await readdir(building)) {
      const content = await readFile(join(building, file))
      readZip(content)
      manifest[file] = hash(content)
    }
    await writeFile(join(building, manifestName), JSON.stringify(manifest, null, 2))
    await rm(folder, { recursive: true, force: true })
    await rename(building, folder)
  } finally {
    await rm(building, { recursive: true, force: true })
  }
}

async function isWhole(folder: string): Promise<boolean> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, manifestName), 'utf8')) as Manifest
    const checks = Object.entries(manifest).map(
      async ([file, expected]) => hash(await readFile(join(folder, file))) === expected,
    )
    return (await Promise.all(checks)).every(Boolean)
  } catch {
    return false
  }
}

function hash(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
