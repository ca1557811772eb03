import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { labSources } from '../../test/docker-engine.ts'
import { waitUntil } from '../../test/wait-until.ts'
import { dedicatedKafka } from './dedicated-kafka.ts'
import type { DedicatedKafka } from './dedicated-kafka.ts'

const timeoutMs = 240_000
const withoutRetry = { retry: { retries: 0 } }

// A broker needs seconds to start, so that the tests of one have it in common, each with its topic.
describe.each(labSources)('dedicatedKafka, %s', (source) => {
  let bus: DedicatedKafka
  beforeAll(async () => {
    vi.stubEnv('LAB_SERVERS', source)
    bus = await dedicatedKafka({ settings: { 'message.max.bytes': '2000' } })
  }, timeoutMs)
  afterAll(() => bus[Symbol.asyncDispose]())

  it(
    'keeps its records and its address at a crash and at a stop',
    { timeout: timeoutMs },
    async () => {
      expect(bus.server).toEqual({ service: 'kafka', name: 'Kafka', source, version: '4.1.0' })
      const topic = await bus.topic('orders')
      await send(bus, topic, 'first')
      await bus.crash()
      await expect(send(bus, topic, 'lost', withoutRetry)).rejects.toThrow()
      await bus.restart()
      await send(bus, topic, 'second')
      await bus.stop()
      await bus.restart()
      await send(bus, topic, 'third')
      expect(await readUntil(bus, topic, 'third')).toEqual(['first', 'second', 'third'])
    },
  )

  // Nodes of another cluster may call at a port that one of theirs has had.
  it.runIf(source === 'embedded')(
    'has a cluster id of its own',
    { timeout: timeoutMs },
    async () => {
      const { clusterId } = await (await connectedAdmin(bus)).describeCluster()
      await using other = await dedicatedKafka()
      const ofOther = await (await connectedAdmin(other)).describeCluster()
      expect(clusterId).not.toBe(ofOther.clusterId)
    },
  )

  it('takes settings by name', { timeout: timeoutMs }, async () => {
    const topic = await bus.topic('short-orders', { settings: { 'retention.ms': '1234567' } })
    await expect(send(bus, topic, 'x'.repeat(3_000))).rejects.toMatchObject({
      type: 'MESSAGE_TOO_LARGE',
    })
    const admin = await connectedAdmin(bus)
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: 2, name: topic, configNames: ['retention.ms'] }],
    })
    expect(resources[0]?.configEntries[0]?.configValue).toBe('1234567')
  })
})

describe.each(labSources)('dedicatedKafka with three brokers, %s', (source) => {
  let bus: DedicatedKafka
  beforeAll(async () => {
    vi.stubEnv('LAB_SERVERS', source)
    bus = await dedicatedKafka({ brokers: 3 })
  }, timeoutMs)
  afterAll(() => bus[Symbol.asyncDispose]())

  it(
    'keeps acknowledged records when their leader crashes, and when all end',
    { timeout: timeoutMs },
    async () => {
      const topic = await bus.topic('orders', { settings: { 'min.insync.replicas': '2' } })
      await send(bus, topic, 'paid')
      const { leader, replicas } = await partitionOf(bus, topic)
      expect(new Set(replicas)).toEqual(new Set([1, 2, 3]))
      expect(() => bus.broker(4)).toThrow(
        'Cannot find broker 4: id must be from 1 to 3, received 4',
      )
      await bus.broker(leader).crash()
      await waitUntil(async () => (await partitionOf(bus, topic)).leader !== leader, 60_000)
      await send(bus, topic, 'sent')
      expect(await readUntil(bus, topic, 'sent')).toEqual(['paid', 'sent'])
      await bus.broker(leader).restart()
      // It comes back with what it had, and fetches what it missed.
      await waitUntil(async () => (await partitionOf(bus, topic)).isr.includes(leader), 60_000)
      await bus.stop()
      await bus.restart()
      await send(bus, topic, 'done')
      expect(await readUntil(bus, topic, 'done')).toEqual(['paid', 'sent', 'done'])
    },
  )

  it(
    'acknowledges nothing to acks -1 while two are dead, and goes on with them',
    { timeout: timeoutMs },
    async () => {
      const topic = await bus.topic('unacknowledged-orders', {
        settings: { 'min.insync.replicas': '2' },
      })
      const producer = bus.client(withoutRetry).producer()
      await producer.connect()
      await producer.send({ topic, acks: -1, messages: [{ value: 'first' }] })
      const { leader } = await partitionOf(bus, topic)
      const others = [1, 2, 3].filter((id) => id !== leader).map((id) => bus.broker(id))
      await Promise.all(others.map((broker) => broker.crash()))
      await expect(
        producer.send({ topic, acks: -1, timeout: 500, messages: [{ value: 'second' }] }),
      ).rejects.toMatchObject({ cause: { type: 'REQUEST_TIMED_OUT' } })
      await Promise.all(others.map((broker) => broker.restart()))
      await send(bus, topic, 'third')
      const values = await readUntil(bus, topic, 'third')
      // Not acknowledged is not the same as not written.
      expect(values.filter((value) => value !== 'second')).toEqual(['first', 'third'])
    },
  )
})

type ClientOptions = Parameters<DedicatedKafka['client']>[0]

async function send(bus: DedicatedKafka, topic: string, value: string, options?: ClientOptions) {
  const producer = bus.client(options).producer()
  try {
    await producer.connect()
    await producer.send({ topic, acks: -1, messages: [{ value }] })
  } finally {
    await producer.disconnect()
  }
}

async function connectedAdmin(bus: DedicatedKafka) {
  const admin = bus.client().admin()
  await admin.connect()
  return admin
}

async function partitionOf(bus: DedicatedKafka, topic: string) {
  const admin = await connectedAdmin(bus)
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
  await admin.disconnect()
  const partition = topics[0]?.partitions[0]
  if (!partition) throw new Error(`Cannot find partition 0 of ${topic}`)
  return partition
}

/** Reads from the beginning, up to the record of that value. */
async function readUntil(bus: DedicatedKafka, topic: string, last: string): Promise<string[]> {
  const consumer = bus
    .client()
    .consumer({ groupId: bus.groupId(`up to ${last}`), maxWaitTimeInMs: 100 })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const values: string[] = []
  const { promise, resolve } = Promise.withResolvers<string[]>()
  await consumer.run({
    eachMessage: async ({ message }) => {
      values.push(String(message.value))
      if (String(message.value) === last) resolve(values)
    },
  })
  await promise
  await consumer.disconnect()
  return values
}
