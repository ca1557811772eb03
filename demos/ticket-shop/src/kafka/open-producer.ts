import type { Kafka, Producer } from 'kafkajs'
import type { Logger } from 'pino'
import type { Health } from '../health/create-health.ts'

export type EventProducer = Pick<Producer, 'send' | 'sendBatch'>

/**
 * Connects a producer; a broker that is gone is waited for. When one falls silent, or what is sent fails,
 * another producer takes its place: kafkajs would ask on the silent connection for ever, and a producer
 * that is connected anew while it sends may have no broker from then on ("Broker not connected").
 */
export async function openProducer({
  kafka,
  log,
  health,
}: {
  kafka: Kafka
  log: Logger
  health: Health
}): Promise<{ producer: EventProducer } & AsyncDisposable> {
  let isOpen = true
  let isRenewed = false
  let current = create()
  await current.connect()

  function create(): Producer {
    // Who sends asks again soon, and holds a transaction meanwhile.
    const producer = kafka.producer({ allowAutoTopicCreation: false, retry: { retries: 5 } })
    producer.on('producer.network.request_timeout', () => void replace(producer))
    return producer
  }

  async function replace(failed: Producer): Promise<void> {
    if (failed !== current || isRenewed || !isOpen) return
    isRenewed = true
    log.warn('Kafka takes nothing, connecting anew')
    const next = await connectOne(create, () => isOpen)
    isRenewed = false
    if (next === undefined) return
    current = next
    await failed.disconnect().catch(() => {})
  }

  async function sending<Sent>(send: (producer: Producer) => Promise<Sent>): Promise<Sent> {
    const producer = current
    try {
      const sent = await send(producer)
      health.worked('sending')
      return sent
    } catch (error) {
      health.failed('sending')
      void replace(producer)
      throw error
    }
  }

  return {
    producer: {
      send: (record) => sending((producer) => producer.send(record)),
      sendBatch: (batch) => sending((producer) => producer.sendBatch(batch)),
    },
    async [Symbol.asyncDispose]() {
      isOpen = false
      await current.disconnect()
    },
  }
}

/** Connects one, however often that takes, as long as it is wanted. */
async function connectOne(
  create: () => Producer,
  isWanted: () => boolean,
): Promise<Producer | undefined> {
  while (isWanted()) {
    const producer = create()
    const failed = await producer.connect().then(
      () => false,
      () => true,
    )
    if (!failed && isWanted()) return producer
    await producer.disconnect().catch(() => {})
  }
  return undefined
}
