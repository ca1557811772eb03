// Awaits the work: the next message is delivered when this one is done, and the rest stays in Kafka.
// Costs heartbeats: kafkajs sends none while a handler runs, and the broker waits sessionTimeout.
import type { Consume } from './consume.ts'

export const awaitedHandler: Consume = (consumer, process) =>
  consumer.run({ eachMessage: ({ message }) => process(message) })
