import { beforeEach, describe, expect, it, vi } from 'vitest'
import { freePort } from '../machine/free-port.ts'
import { kafka } from './kafka.ts'

describe('leaseYourKafka', () => {
  // An address counts only when no source is forced.
  beforeEach(() => void vi.stubEnv('LAB_SERVERS', ''))

  it('gives topics of its own on the brokers of KAFKA_BROKERS, and deletes them', async () => {
    await using own = await kafka()
    vi.stubEnv('KAFKA_BROKERS', own.brokers.join(','))
    const bus = await kafka()
    expect(bus.server.source).toBe('yours')
    const topic = await bus.topic('orders')
    const admin = own.client().admin()
    await admin.connect()
    expect(await admin.listTopics()).toContain(topic)
    // Asking whether one may be created creates none.
    expect((await admin.listTopics()).filter((one) => one.endsWith('only-asked'))).toEqual([])
    await bus[Symbol.asyncDispose]()
    // The controller answers before the broker has heard of it.
    await expect.poll(() => admin.listTopics(), { timeout: 20_000 }).not.toContain(topic)
  })

  it('explains an address without a port that there is, and one where no server listens', async () => {
    for (const address of ['localhost', 'localhost:99999', `localhost:${'9'.repeat(400)}`]) {
      vi.stubEnv('KAFKA_BROKERS', address)
      await expect(kafka()).rejects.toThrow(
        /^Cannot read KAFKA_BROKERS: .*\nTry: correct KAFKA_BROKERS/,
      )
    }
    vi.stubEnv('KAFKA_BROKERS', `127.0.0.1:${await freePort()}`)
    await expect(kafka()).rejects.toThrow(
      /^Cannot reach Kafka at .*\nTry: start that server, or unset /,
    )
  })
})
