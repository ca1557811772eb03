// Numbers its batches, so that the broker recognises one that it has already.
// Holds for the life of one producer: after a restart its numbers begin anew.
import type { Kafka, Producer } from 'kafkajs'

export function idempotentProducer(kafka: Kafka): Producer {
  return kafka.producer({ idempotent: true, maxInFlightRequests: 1 })
}
