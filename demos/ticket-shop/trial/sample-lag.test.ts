import { kafka } from '@lab/servers/kafka'
import { expect, it } from 'vitest'
import { sampleLag } from './sample-lag.ts'

it('counts for each group what it has not read', async () => {
  await using bus = await kafka()
  const prefix = `${bus.groupId('lag')}-`
  const [commands, events] = [`${prefix}commands`, `${prefix}events`]
  const admin = bus.client().admin()
  const producer = bus.client().producer()
  await Promise.all([admin.connect(), producer.connect()])
  await admin.createTopics({ topics: [{ topic: commands }, { topic: events }] })
  const messages = (count: number) => Array.from({ length: count }, () => ({ value: 'message' }))
  await producer.send({ topic: commands, messages: messages(3) })
  await producer.send({ topic: events, messages: messages(2) })
  let lag: number | undefined
  {
    await using _sampling = sampleLag({ kafka: bus }, { prefix }, (heard) => (lag = heard))
    await expect.poll(() => lag, { timeout: 20_000 }).toBe(3 + 2)
    const read = [{ partition: 0, offset: '2' }]
    await admin.setOffsets({ groupId: `${prefix}tickets`, topic: commands, partitions: read })
    await expect.poll(() => lag, { timeout: 20_000 }).toBe(1 + 2)
  }
  await Promise.all([admin.disconnect(), producer.disconnect()])
})
