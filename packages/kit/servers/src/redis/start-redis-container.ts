import { randomBytes } from 'node:crypto'
import { probeRedis, renderRedisConfiguration } from './start-redis.ts'
import type { RunningRedis } from './start-redis.ts'
import { imageOf } from '../containers/images.ts'
import { startContainer } from '../containers/start-container.ts'
import type { StartContainerOptions } from '../containers/start-container.ts'

// In a file, because everybody on the machine can read a process's arguments.
const script =
  'printenv LAB_REDIS_CONFIGURATION > /tmp/redis.conf && exec docker-entrypoint.sh redis-server /tmp/redis.conf'

/** Starts Redis in a container, as the embedded one is started. */
export async function startRedisContainer(options: StartContainerOptions): Promise<RunningRedis> {
  const password = randomBytes(18).toString('base64url')
  const urlAt = (port: number) => `redis://:${password}@127.0.0.1:${port}`
  const settings = { dir: '/data', requirepass: password, ...options.settings }
  const running = await startContainer({
    service: 'redis',
    image: imageOf('redis'),
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
