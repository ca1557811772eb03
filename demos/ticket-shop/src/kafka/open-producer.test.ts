import { describe, expect, it } from 'vitest'
import { createHealth } from '../health/create-health.ts'
import type { Shop } from '../shop.ts'
import { openProducer } from './open-producer.ts'

const record = { topic: 'commands', messages: [] }
const limits = { READY_SECONDS: 5, STUCK_SECONDS: 120 }

/** kafkajs, of which the first producer loses its broker for good, as when it is connected anew while it sends. */
function losesItsFirst() {
  const made: { state: 'made' | 'connected' | 'disconnected' }[] = []
  const kafka = {
    producer() {
      const producer = { state: 'made' } as (typeof made)[number]
      const isLost = made.push(producer) === 1
      const sends = async () => {
        if (isLost) throw new Error('Broker not connected')
        return []
      }
      return Object.assign(producer, {
        on() {},
        connect: async () => void (producer.state = 'connected'),
        disconnect: async () => void (producer.state = 'disconnected'),
        send: sends,
        sendBatch: sends,
      })
    },
  }
  return { made, kafka: kafka as unknown as Shop['kafka'] }
}

describe('openProducer', () => {
  it('puts another producer in the place of one that cannot send, and says so until one can', async () => {
    const { made, kafka } = losesItsFirst()
    const health = createHealth(limits)
    const log = { warn() {} } as unknown as Shop['log']
    await using opened = await openProducer({ kafka, log, health })
    const { producer } = opened
    await expect(producer.send(record)).rejects.toThrow('Broker not connected')
    expect((await health.read()).missing).toEqual(['sending'])
    await expect.poll(() => made.map(({ state }) => state)).toEqual(['disconnected', 'connected'])
    expect(await producer.sendBatch({ topicMessages: [record] })).toEqual([])
    expect((await health.read()).missing).toEqual([])
  })
})
