import { dropVariables } from '../drop-variables.ts'
import { placeInUrl } from '../place-in-url.ts'
import type { ServiceDefinition } from '../service.ts'
import type { KafkaTopology } from './kafka-control.ts'
import type { KafkaGrant } from './keep-kafka.ts'

// KAFKAJS_LOG_LEVEL counts for more than what a client is given.
dropVariables(/^KAFKAJS_/)

export const definition: ServiceDefinition<KafkaGrant, KafkaTopology> = {
  id: 'kafka',
  name: 'Kafka',
  module: import.meta.url,
  variables: ['JAVA_HOME'],
  fetchedByMaven: 'always',
  yours: {
    variable: 'KAFKA_BROKERS',
    placeOf: (address) => placeInUrl(`kafka://${address.split(',')[0]?.trim() ?? ''}`, 9092),
    lease: async (address) => (await import('./lease-your-kafka.ts')).leaseYourKafka(address),
  },
  image: { name: 'apache/kafka:4.1.0', variable: 'LAB_KAFKA_IMAGE' },
  isShared: true,
  starts: {
    embedded: () => import('./start-embedded.ts'),
    containers: () => import('./start-in-containers.ts'),
  },
  checks: async () => (await import('./check-kafka.ts')).checkKafka(),
}
