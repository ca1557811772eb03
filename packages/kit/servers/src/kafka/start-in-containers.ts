import { inNetwork } from '../containers/in-network.ts'
import { controlServers } from '../machine/control-servers.ts'
import type { DedicatedServers, SharedServer, StartOptions } from '../service.ts'
import { kafkaControl } from './kafka-control.ts'
import type { KafkaTopology } from './kafka-control.ts'
import { keepKafka } from './keep-kafka.ts'
import type { KafkaGrant } from './keep-kafka.ts'
import { startKafkaContainer } from './start-kafka-container.ts'
import { startKafkaContainers } from './start-kafka-containers.ts'

/** Starts the one that all callers share, in memory. */
export async function startShared(options: StartOptions): Promise<SharedServer<KafkaGrant>> {
  return keepKafka(await startKafkaContainer({ ...options, keepsData: false }))
}

/** Starts brokers that a caller has for itself, in a network of their own. */
export async function startDedicated(
  { settings, brokers }: KafkaTopology,
  options: StartOptions,
): Promise<DedicatedServers> {
  const all = { ...options, settings, keepsData: true }
  return inNetwork(options, async (network) =>
    controlServers(await startKafkaContainers(all, network, brokers), kafkaControl),
  )
}
