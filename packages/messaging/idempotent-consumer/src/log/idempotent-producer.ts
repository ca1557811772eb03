// Numbers its batches, so that the broker knows the one that it has already.
// Costs nothing to speak of. Holds for one producer's life: a restarted one counts anew.
import type { Kafka, Producer } from 'kafkajs'

export function idempotentProducer(kafka: Kafka): Producer {
  return kafka.producer({ idempotent: true, maxInFlightRequests: 1 })
}
