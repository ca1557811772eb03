import { controlServers } from '../machine/control-servers.ts'
import type { DedicatedServers, ProcessOptions, SharedServer } from '../service.ts'
import { kafkaControl } from './kafka-control.ts'
import type { KafkaTopology } from './kafka-control.ts'
import { keepKafka } from './keep-kafka.ts'
import type { KafkaGrant } from './keep-kafka.ts'
import { startKafka } from './start-kafka.ts'
import { startKafkaBrokers } from './start-kafka-brokers.ts'

/** Starts the one that all callers share. */
export async function startShared(options: ProcessOptions): Promise<SharedServer<KafkaGrant>> {
  return keepKafka(await startKafka(options))
}

/** Starts brokers that a caller has for itself. */
export async function startDedicated(
  topology: KafkaTopology,
  options: ProcessOptions,
): Promise<DedicatedServers> {
  return controlServers(await startKafkaBrokers({ ...options, ...topology }), kafkaControl)
}
