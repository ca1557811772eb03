// Fails: says why, how often it was tried, and where it was
// The headers of the message win: one that was sent back keeps the reason of its first time.
import type { KafkaMessage } from 'kafkajs'
import type { MessageTools } from '@lab/dead-letter-queue'

export async function handle(
  message: KafkaMessage,
  { process, producer, deadLetters }: MessageTools,
): Promise<void> {
  let attempts = 0
  for (;;) {
    try {
      const order = JSON.parse(message.value?.toString() ?? '')
      attempts++
      return await process(order)
    } catch (error) {
      const { message: reason, permanent } = error as Error & { permanent?: boolean }
      if (attempts > 0 && attempts < 3 && permanent !== true) continue
      const headers = {
        reason,
        attempts: String(attempts),
        topic: 'orders',
        ...message.headers,
      }
      // Before the offset is committed. When it fails, the message is delivered again.
      const { key, value } = message
      await producer.send({ topic: deadLetters, messages: [{ key, value, headers }] })
      return
    }
  }
}
