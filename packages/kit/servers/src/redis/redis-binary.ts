import { execFile } from 'node:child_process'
import { chmod, readFile, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { provideArtifacts } from '../machine/artifacts.ts'
import type { ArtifactSet } from '../machine/artifacts.ts'
import { cacheFolder } from '../machine/cache-folder.ts'
import { downloadWithMaven } from '../machine/download-with-maven.ts'
import { readZip } from '../machine/zip.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import type { StartOptions } from '../service.ts'

const run = promisify(execFile)
const oldestMajorVersion = 7

const redisArtifacts: Omit<ArtifactSet, 'service'> = {
  name: 'embedded-redis-0.9.1',
  artifacts: ['org.signal:embedded-redis:0.9.1'],
  dependencies: 'none',
  sizeMegabytes: 11,
  alternative: 'redis-server 7 or later',
}

/** Finds a Redis of version 7 or later: on the PATH, else from a Maven artifact. */
export async function redisBinary(options: StartOptions): Promise<string> {
  return (await redisBinaryOnPath()) ?? (await redisBinaryFromMaven(options))
}

export async function redisBinaryOnPath(): Promise<string | undefined> {
  for (const name of ['redis-server', 'valkey-server']) {
    try {
      const { stdout } = await run(name, ['--version'])
      if (Number(/v=(\d+)/.exec(stdout)?.[1]) >= oldestMajorVersion) return name
    } catch {
      // Not installed: the next name.
    }
  }
  return undefined
}

async function redisBinaryFromMaven({ service, onProgress }: StartOptions): Promise<string> {
  const set = { service, ...redisArtifacts }
  const folder = await provideArtifacts(set, downloadWithMaven, onProgress)
  const jar = (await readdir(folder)).find((file) => file.endsWith('.jar')) ?? ''
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch
  const suffix = `-${process.platform}-${architecture}`
  const entry = readZip(await readFile(join(folder, jar))).find(
    ({ name }) => name.startsWith('redis-server-') && name.endsWith(suffix),
  )
  if (!entry) {
    throw new ServerUnavailableError({
      service: service.id,
      source: 'embedded',
      problem: `Cannot start ${service.name}: ${jar} has none for ${process.platform} on ${process.arch}`,
      remedy: 'install redis-server 7 or later, or set REDIS_URL',
    })
  }
  const binary = join(cacheFolder('redis'), entry.name)
  const size = await stat(binary).then(
    (stats) => stats.size,
    () => -1,
  )
  if (size !== entry.sizeBytes) {
    const building = `${binary}.${process.pid}`
    await writeFile(building, entry.read())
    await chmod(building, 0o755)
    await rename(building, binary)
  }
  return binary
}
