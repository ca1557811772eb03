import { randomBytes } from 'node:crypto'
import { imageOf } from '../containers/image-of.ts'
import { startContainer } from '../containers/start-container.ts'
import type { ContainerOptions } from '../containers/start-container.ts'
import { probeRedis } from './probe-redis.ts'
import type { RunningRedis } from './probe-redis.ts'
import { renderRedisConfiguration } from './redis-configuration.ts'

// In a file, because every user of the machine can read a process's arguments.
const script =
  'printenv LAB_REDIS_CONFIGURATION > /tmp/redis.conf && exec docker-entrypoint.sh redis-server /tmp/redis.conf'

/** Starts Redis in a container, as the embedded one is started. */
export async function startRedisContainer(options: ContainerOptions): Promise<RunningRedis> {
  const password = randomBytes(18).toString('base64url')
  const urlAt = (port: number) => `redis://:${password}@127.0.0.1:${port}`
  const settings = { dir: '/data', requirepass: password, ...options.settings }
  const running = await startContainer({
    service: options.service,
    image: imageOf(options.service),
    name: options.name,
    onProgress: options.onProgress,
    describe: () => ({
      port: 6379,
      environment: { LAB_REDIS_CONFIGURATION: renderRedisConfiguration(settings) },
      command: ['sh', '-c', script],
      memoryFolder: options.keepsData ? undefined : '/data',
    }),
    probe: (port) => probeRedis(urlAt(port)),
  })
  return { ...running, url: urlAt(running.port) }
}
