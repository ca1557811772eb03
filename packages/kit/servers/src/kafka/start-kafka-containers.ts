import type { Network } from '../containers/in-network.ts'
import type { ContainerOptions } from '../containers/start-container.ts'
import { memberSettings } from './kafka-configuration.ts'
import type { RunningKafka } from './quiet-kafka.ts'
import { controllerPort, startKafkaContainer } from './start-kafka-container.ts'

/** Starts brokers that replicate each other's topics, in a network of their own. */
export async function startKafkaContainers(
  options: ContainerOptions,
  network: Network,
  brokers: number,
): Promise<RunningKafka[]> {
  const hostnames = Array.from({ length: brokers }, (_, index) => `kafka-${index + 1}`)
  const controllers = hostnames.map((hostname) => `${hostname}:${controllerPort}`)
  const starts = await Promise.allSettled(
    hostnames.map((hostname, index) =>
      startKafkaContainer({
        ...options,
        settings: { ...memberSettings({ id: index + 1, controllers }), ...options.settings },
        place: network.place(hostname, index),
      }),
    ),
  )
  const failure = starts.find((start) => start.status === 'rejected')
  const started = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
  if (!failure) return started
  await Promise.all(started.map(({ lifeline }) => lifeline.stop()))
  throw failure.reason
}
