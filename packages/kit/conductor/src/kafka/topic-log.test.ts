import { kafka } from '@lab/servers/kafka'
import type { KafkaMessage } from 'kafkajs'
import { expect, it } from 'vitest'
import { arrivedEverywhere, openLog } from './topic-log.ts'
import { watch } from '../watch.ts'

const record = (offset: number) => ({ offset: String(offset) }) as KafkaMessage

it('waits for every reader of a topic', async () => {
  using first = openLog('payments')
  using second = openLog('payments')
  let arrived = false
  const waiting = arrivedEverywhere('payments', 1n).then(() => (arrived = true))
  for (const [log, offset] of [
    [first, 0],
    [first, 1],
    [second, 0],
  ] as const) {
    log.add(record(offset))
    await new Promise((resolve) => setImmediate(resolve))
    expect(arrived).toBe(false)
  }
  second.add(record(1))
  expect(await waiting).toBe(true)
})

it('takes a record once, though a consumer that joins again is given it again', () => {
  using log = openLog('payments')
  for (const offset of [0, 1, 0, 1, 2]) log.add(record(offset))
  expect(log.records.map(({ offset }) => offset)).toEqual(['0', '1', '2'])
})

it('lets a watched producer go on when the last record that it sent is read', async () => {
  await using bus = await kafka()
  const topic = await bus.topic('payments')
  using log = openLog(topic)
  const producer = watch(bus.client().producer())
  await producer.connect()
  const admin = bus.client().admin()
  await admin.connect()
  let sent = false
  const sending = producer
    .send({ topic, messages: [{ value: '0' }, { value: '1' }, { value: '2' }] })
    .then(() => (sent = true))
  log.add(record(0))
  log.add(record(1))
  while ((await admin.fetchTopicOffsets(topic))[0]!.high !== '3');
  expect(sent).toBe(false)
  log.add(record(2))
  expect(await sending).toBe(true)
  await admin.disconnect()
  await producer.disconnect()
})
