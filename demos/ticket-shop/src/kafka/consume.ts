import { setTimeout as wait } from 'node:timers/promises'
import type { Shop } from '../shop.ts'

const retryMs = 200

/**
 * Reads a topic in a group, the messages of each order one after the other. Work that fails is
 * tried again until it succeeds: its offset is committed afterwards, so it must bear repetition.
 */
export async function consume(
  shop: Shop,
  { topic, group }: { topic: string; group: string },
  work: (orderId: string, value: unknown) => Promise<void>,
): Promise<AsyncDisposable> {
  const consumer = shop.kafka.consumer({
    groupId: shop.name(group),
    sessionTimeout: shop.configuration.SESSION_SECONDS * 1000,
    heartbeatInterval: (shop.configuration.SESSION_SECONDS * 1000) / 5,
    // A consumer that leaves waits for its last fetch.
    maxWaitTimeInMs: 500,
    retry: { restartOnFailure: async () => !stopping.signal.aborted },
  })
  const stopping = new AbortController()
  consumer.on('consumer.crash', ({ payload: { error } }) =>
    shop.log.error({ error, group }, 'a consumer has failed, and starts again'),
  )
  await consumer.connect()
  await consumer.subscribe({ topic: shop.name(topic), fromBeginning: true })
  await consumer.run({
    partitionsConsumedConcurrently: 4,
    async eachMessage({ message: { key, value }, heartbeat }) {
      const orderId = String(key)
      for (;;) {
        try {
          return await work(orderId, JSON.parse(String(value)))
        } catch (error) {
          shop.log.warn({ error, orderId, group }, 'cannot process a message, trying again')
          stopping.signal.throwIfAborted()
        }
        await wait(retryMs)
        await heartbeat()
      }
    },
  })
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await consumer.disconnect()
    },
  }
}
