import { kafka } from '@lab/servers/kafka'
import { expect, it } from 'vitest'
import { newTopic } from '../new-topic.ts'
import { survivesItsLeader } from './survives-its-leader.ts'

it('loses acknowledged records, unless as many as min.insync.replicas must have them', async () => {
  expect(await survivesItsLeader()).toEqual({
    'acks-0': { acknowledged: 5, lost: 5 },
    'acks-1': { acknowledged: 5, lost: 5 },
    'acks-all': { acknowledged: 5, lost: 0 },
    'acks-all-alone': { acknowledged: 5, lost: 5 },
    'acks-all-min-2': { acknowledged: 0, lost: 0 },
  })
})

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
