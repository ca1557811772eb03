// Puts messages into a queue, and pauses the partition when eight wait. A paused consumer keeps its
// place in the group. The offset is committed after the work: what waits is delivered again.
import type { KafkaMessage } from 'kafkajs'
import type { Consume } from './consume.ts'

const pauseAt = 8
const resumeAt = 4

export const pauseAndResume: Consume = (consumer, process) => {
  const queue: KafkaMessage[] = []
  let isWorking = false
  let resume: (() => void) | undefined
  const goOn = () => {
    resume?.()
    resume = undefined
  }
  const work = async (topic: string, partition: number) => {
    isWorking = true
    for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
      try {
        await process(message)
        const offset = String(BigInt(message.offset) + 1n)
        await consumer.commitOffsets([{ topic, partition, offset }])
      } catch {
        // It is delivered again at once, with those behind it. While a service is down, wait here first.
        queue.length = 0
        consumer.seek({ topic, partition, offset: message.offset })
      }
      if (queue.length <= resumeAt) goOn()
    }
    isWorking = false
  }
  return consumer.run({
    autoCommit: false,
    eachMessage({ topic, partition, message, pause }) {
      queue.push(message)
      if (!isWorking) void work(topic, partition)
      if (queue.length >= pauseAt) resume ??= pause()
      return Promise.resolve()
    },
  })
}
