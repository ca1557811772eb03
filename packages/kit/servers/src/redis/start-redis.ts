import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import type { OnProgress } from '../server.ts'
import { createDataFolder } from '../machine/data-folder.ts'
import type { ChoosePort } from '../machine/free-port.ts'
import { runUnderLifeline } from '../machine/lifeline.ts'
import { redisBinary } from './redis-binary.ts'
import { startOnFreePort } from '../machine/start-on-free-port.ts'
import type { Running } from '../machine/start-on-free-port.ts'

export interface StartRedisOptions {
  /** Part of the data folder's name. */
  name: string
  logFile: string
  settings: Record<string, string>
  onProgress: OnProgress
  choosePort?: ChoosePort
}

export interface RunningRedis extends Running<{ version: string }> {
  url: string
}

export async function startRedis(options: StartRedisOptions): Promise<RunningRedis> {
  const binary = await redisBinary(options.onProgress)
  const folder = await createDataFolder(options.name)
  const password = randomBytes(18).toString('base64url')
  const configuration = join(folder.path, 'redis.conf')
  const urlAt = (port: number) => `redis://:${password}@127.0.0.1:${port}`
  const running = await startOnFreePort({
    service: 'redis',
    folder,
    logFile: options.logFile,
    choosePort: options.choosePort,
    async launch(port) {
      // In a file, because everybody on the machine can read a process's arguments.
      const settings = {
        bind: '127.0.0.1',
        dir: folder.path,
        requirepass: password,
        ...options.settings,
      }
      await writeFile(
        configuration,
        renderRedisConfiguration({ ...settings, port: String(port) }),
        {
          mode: 0o600,
        },
      )
      return runUnderLifeline({
        command: binary,
        args: [configuration],
        folder: folder.path,
        logFile: options.logFile,
        stopSignal: 'KILL',
      })
    },
    probe: (port) => probeRedis(urlAt(port)),
  })
  return { ...running, url: urlAt(running.port) }
}

export function renderRedisConfiguration(settings: Record<string, string>): string {
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} ${value === '' ? '""' : value}`,
  )
  return `${lines.join('\n')}\n`
}

/** Asks a server for its version, as soon as it answers. */
export async function probeRedis(url: string): Promise<{ version: string }> {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    commandTimeout: 2_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const text = await client.info('server')
    return { version: redisVersion(text) }
  } finally {
    client.disconnect()
  }
}

export function redisVersion(info: string): string {
  return /^(?:valkey_version|redis_version):(\S+)/m.exec(info)?.[1] ?? ''
}
