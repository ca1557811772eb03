import type { KafkaMessage } from 'kafkajs'
import type { MessageTools } from '@lab/dead-letter-queue'

export async function handle(message: KafkaMessage, { process }: MessageTools): Promise<void> {
  const order = JSON.parse(String(message.value))
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      return await process(order)
    } catch {
      // It may succeed next time.
    }
  }
}
