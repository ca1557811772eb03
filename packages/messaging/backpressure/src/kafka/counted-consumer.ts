import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Kafka } from '@lab/servers/kafka'
import type { Consumer } from 'kafkajs'

export interface CountedConsumer {
  /** Says when a handler begins and ends; else an ordinary one, which has subscribed. */
  consumer: Consumer
  counts: { delivered: number; heartbeats: number; fetches: number }
  /** Resolves when no more can be delivered: a handler waits, the consumer is paused, or all is there. */
  atRest: Promise<void>
  /** Waits until the consumer has sent so many more. */
  moreHeartbeats(times: number): Promise<void>
}

/** Opens a consumer of a topic that has so many messages. */
export async function countedConsumer(
  bus: Kafka,
  { topic, groupId, messages }: { topic: string; groupId: string; messages: number },
): Promise<CountedConsumer> {
  const consumer = bus.client().consumer({ groupId, heartbeatInterval: 1, maxWaitTimeInMs: 20 })
  const { HEARTBEAT, REQUEST } = consumer.events
  const rest = Promise.withResolvers<void>()
  const counts = { delivered: 0, heartbeats: 0, fetches: 0 }
  let inHandler = false
  const look = async () => {
    // A handler that does not wait has ended by then.
    await nextTurn()
    if (inHandler || consumer.paused().length > 0) rest.resolve()
  }
  consumer.on(HEARTBEAT, () => void counts.heartbeats++)
  consumer.on(REQUEST, ({ payload }) => {
    if (payload.apiName !== 'Fetch') return
    counts.fetches++
    // kafkajs has committed what it commits by itself before it fetches again.
    if (counts.delivered === messages) rest.resolve()
  })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const run: Consumer['run'] = (config) =>
    consumer.run({
      ...config,
      async eachMessage(payload) {
        counts.delivered++
        inHandler = true
        void look()
        await config!.eachMessage!(payload)
        inHandler = false
      },
    })
  return {
    consumer: { ...consumer, run },
    counts,
    atRest: rest.promise,
    moreHeartbeats: (times) =>
      new Promise((resolve) => {
        let left = times
        const stop = consumer.on(HEARTBEAT, () => {
          if (--left > 0) return
          stop()
          resolve()
        })
      }),
  }
}
