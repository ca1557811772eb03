import type { Kafka, Producer } from 'kafkajs'
import type { Logger } from 'pino'

export type EventProducer = Pick<Producer, 'send' | 'sendBatch'>

/**
 * Connects a producer; a broker that is gone is waited for. One that falls silent gets a new connection:
 * kafkajs would ask on the old one for ever.
 */
export async function openProducer({
  kafka,
  log,
}: {
  kafka: Kafka
  log: Logger
}): Promise<{ producer: EventProducer } & AsyncDisposable> {
  // Who sends asks again soon, and holds a transaction meanwhile.
  const producer = kafka.producer({ allowAutoTopicCreation: false, retry: { retries: 5 } })
  await producer.connect()
  let isOpen = true
  let isRenewed = false

  async function renew(): Promise<void> {
    if (isRenewed || !isOpen) return
    isRenewed = true
    log.warn('Kafka is silent, connecting anew')
    await producer.disconnect().catch(() => {})
    let failed = true
    while (failed && isOpen) {
      failed = await producer.connect().then(
        () => false,
        () => true,
      )
    }
    isRenewed = false
  }
  producer.on('producer.network.request_timeout', () => void renew())

  return {
    producer,
    async [Symbol.asyncDispose]() {
      isOpen = false
      await producer.disconnect()
    },
  }
}
