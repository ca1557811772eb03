import { kafka } from '@lab/servers/kafka'
import { expect, it } from 'vitest'
import { loseOneReply } from './lose-one-reply.ts'

it('loses the reply to one request, which is in the topic, and none after it', async () => {
  await using bus = await kafka()
  const topic = await bus.topic('lossy')
  await using network = await loseOneReply(bus, 'order-1')
  const producer = network.kafka.producer({ retry: { retries: 0 } })
  await producer.connect()
  const send = () => producer.send({ topic, messages: [{ value: 'order-1' }] })
  await expect(send()).rejects.toThrow(/connection/i)
  await send()
  await producer.disconnect()
  expect(network.requests()).toBe(2)
  const admin = bus.client().admin()
  await admin.connect()
  expect(await admin.fetchTopicOffsets(topic)).toMatchObject([{ high: '2' }])
})
