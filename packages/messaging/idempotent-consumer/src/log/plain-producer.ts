// Sends again what got no reply, as every producer does by default in kafkajs.
// Breaks: the broker had the first one already. Now the log has it twice.
import type { Kafka, Producer } from 'kafkajs'

export function plainProducer(kafka: Kafka): Producer {
  return kafka.producer()
}
