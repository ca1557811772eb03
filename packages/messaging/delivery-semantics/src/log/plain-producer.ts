// Sends a record again when no acknowledgement comes, as kafkajs does by default.
// Breaks: the broker had written the first one already. Now it is in the log twice.
import type { Kafka, Producer } from 'kafkajs'

export function plainProducer(kafka: Kafka): Producer {
  return kafka.producer()
}
