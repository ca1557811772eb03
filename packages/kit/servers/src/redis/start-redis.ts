import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createDataFolder } from '../machine/data-folder.ts'
import { runUnderLifeline } from '../machine/lifeline.ts'
import { startOnFreePort } from '../machine/start-on-free-port.ts'
import type { ProcessOptions } from '../service.ts'
import { probeRedis } from './probe-redis.ts'
import type { RunningRedis } from './probe-redis.ts'
import { redisBinary } from './redis-binary.ts'
import { renderRedisConfiguration } from './redis-configuration.ts'

export interface RedisProcessOptions extends ProcessOptions {
  settings: Record<string, string>
}

/** Starts the embedded Redis as a process that ends with this one. */
export async function startRedis(options: RedisProcessOptions): Promise<RunningRedis> {
  const binary = await redisBinary(options)
  const folder = await createDataFolder(options.name)
  const password = randomBytes(18).toString('base64url')
  const configuration = join(folder.path, 'redis.conf')
  const urlAt = (port: number) => `redis://:${password}@127.0.0.1:${port}`
  const running = await startOnFreePort({
    service: options.service,
    folder,
    logFile: options.logFile,
    async launch(port) {
      // In a file, because every user of the machine can read a process's arguments.
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
