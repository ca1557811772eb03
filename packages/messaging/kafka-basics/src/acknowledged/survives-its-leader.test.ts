import { kafka } from '@lab/servers/kafka'
import { expect, it } from 'vitest'
import { newTopic } from '../new-topic.ts'

it('acknowledges with min.insync.replicas=2 on a topic that has one replica', async () => {
  await using bus = await kafka()
  const topic = await newTopic(bus, 'one-replica', 1)
  const admin = bus.client().admin()
  await admin.connect()
  const configEntries = [{ name: 'min.insync.replicas', value: '2' }]
  await admin.createTopics({
    waitForLeaders: true,
    topics: [{ topic: `${topic}-2`, numPartitions: 1, replicationFactor: 1, configEntries }],
  })
  const producer = bus.client({ retry: { retries: 0 } }).producer()
  await producer.connect()
  const [written] = await producer.send({
    topic: `${topic}-2`,
    acks: -1,
    messages: [{ value: '' }],
  })
  expect(written).toMatchObject({ errorCode: 0, baseOffset: '0' })
})
