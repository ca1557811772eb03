import { imageOf } from '../containers/image-of.ts'
import { startContainer } from '../containers/start-container.ts'
import type { NetworkPlace, ContainerOptions } from '../containers/start-container.ts'
import { kafkaSettings } from './kafka-configuration.ts'
import type { KafkaSettings } from './kafka-configuration.ts'
import { probeKafka } from './quiet-kafka.ts'
import type { RunningKafka } from './quiet-kafka.ts'

export const controllerPort = 29_093
const insidePort = 9092
// A folder that the image does not have: over its own one, memory would belong to root, and the
// broker is another user.
const memoryFolder = '/memory'
// In a container's own layer, where every user may write.
const keptFolder = '/tmp'

export interface KafkaContainerOptions extends Omit<ContainerOptions, 'settings'> {
  /** On top of, and in place of, those of the shared broker. */
  settings?: KafkaSettings
  place?: NetworkPlace
}

/** Starts Kafka in a container, as the embedded one is started. */
export async function startKafkaContainer(options: KafkaContainerOptions): Promise<RunningKafka> {
  const image = imageOf(options.service)
  const folder = options.keepsData ? keptFolder : memoryFolder
  const running = await startContainer({
    service: options.service,
    image,
    name: options.name,
    onProgress: options.onProgress,
    place: options.place,
    // The broker tells its clients, and itself, one address. With the same port inside and
    // outside that address is right for both.
    describe: (port) => ({
      port,
      environment: {
        ...asVariables({
          ...kafkaSettings({ address: '0.0.0.0', port, controllerPort, logs: `${folder}/kafka` }),
          ...(options.place ? amongOthers(options.place, port) : {}),
          ...options.settings,
        }),
        CLUSTER_ID: 'bGFiLWxhYi1sYWItbGFiLQ',
        KAFKA_HEAP_OPTS: '-Xmx256m -Xms64m',
        KAFKA_JVM_PERFORMANCE_OPTS: '-XX:+UseSerialGC -XX:TieredStopAtLevel=1',
      },
      memoryFolder: options.keepsData ? undefined : memoryFolder,
    }),
    async probe(port) {
      await probeKafka(port)
      return { version: versionOf(image) }
    },
  })
  return { ...running, stop: () => running.lifeline.stop() }
}

// Brokers reach each other by name, programs on this machine by port.
function amongOthers({ hostname }: NetworkPlace, port: number): KafkaSettings {
  return {
    listeners: `INSIDE://:${insidePort},PLAINTEXT://:${port},CONTROLLER://:${controllerPort}`,
    'advertised.listeners': `INSIDE://${hostname}:${insidePort},PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'INSIDE:PLAINTEXT,PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'INSIDE',
  }
}

// How the image takes settings. One of them replaces its whole default configuration.
function asVariables(settings: KafkaSettings): Record<string, string> {
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
