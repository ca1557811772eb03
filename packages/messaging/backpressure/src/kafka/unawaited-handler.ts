// Starts the work, and returns at once. BREAKS: to kafkajs each message is done, so it commits the
// offset and fetches the next ones. The work waits in memory, and is lost with the process.
import type { Consume } from './consume.ts'

export const unawaitedHandler: Consume = (consumer, process) =>
  consumer.run({
    eachMessage({ message }) {
      void process(message)
      return Promise.resolve()
    },
  })
