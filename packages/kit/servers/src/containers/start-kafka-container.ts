import { kafkaSettings } from '../machine/kafka-configuration.ts'
import { probeKafka } from '../machine/start-kafka.ts'
import type { RunningKafka } from '../machine/start-kafka.ts'
import { imageOf } from './images.ts'
import { startContainer } from './start-container.ts'
import type { StartContainerOptions } from './start-container.ts'

const controllerPort = 29_093
// A folder that the image does not have: over its own one, memory would belong to root, and the
// broker is another user.
const memoryFolder = '/memory'

type StartKafkaContainerOptions = Pick<StartContainerOptions, 'name' | 'onProgress'>

/** Starts Kafka in a container, as the embedded one is started. */
export async function startKafkaContainer(
  options: StartKafkaContainerOptions,
): Promise<RunningKafka> {
  const image = imageOf('kafka')
  const running = await startContainer({
    service: 'kafka',
    image,
    name: options.name,
    onProgress: options.onProgress,
    // The broker tells its clients, and itself, one address. With the same port inside and
    // outside that address is right for both.
    describe: (port) => ({
      port,
      environment: {
        ...asVariables(
          kafkaSettings({
            address: '0.0.0.0',
            port,
            controllerPort,
            logs: `${memoryFolder}/kafka`,
          }),
        ),
        KAFKA_HEAP_OPTS: '-Xmx256m -Xms64m',
        KAFKA_JVM_PERFORMANCE_OPTS: '-XX:+UseSerialGC -XX:TieredStopAtLevel=1',
      },
      memoryFolder,
    }),
    async probe(port) {
      await probeKafka(port)
      return { version: versionOf(image) }
    },
  })
  return { ...running, stop: () => running.lifeline.stop() }
}

// How the image takes settings. One of them replaces its whole default configuration.
function asVariables(settings: Record<string, string | number | boolean>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      `KAFKA_${name.replaceAll('.', '_').toUpperCase()}`,
      String(value),
    ]),
  )
}

// Brokers do not tell their version; the image's tag does.
function versionOf(image: string): string {
  return /:(\d[\w.]*)$/.exec(image)?.[1] ?? ''
}
