import { kafka } from '@lab/servers/kafka'
import { beforeAll, describe, expect, it } from 'vitest'
import { differenceWhenCut, mostFailures, readAll } from './cut-anywhere.fixture.ts'
import type { Passing } from './cut-anywhere.fixture.ts'
import { joinOnce } from './join-once.fixture.ts'
import { readKafkaMessages } from './kafka-messages.ts'
import type { MessageHearer } from './messages.ts'
import { proxy } from './proxy.ts'
import { socketsThrough } from './sockets-through.ts'

/** What passed on the connections of a producer, and of a member of a group, by connection. */
const sessions: Passing[] = []
beforeAll(async () => {
  await using bus = await kafka()
  const topic = await bus.topic('orders', { partitions: 2 })
  const groupId = bus.groupId('readers')
  const [broker = ''] = bus.brokers
  await using link = await proxy(`kafka://${broker}`, {
    tap: (direction, bytes, connection) =>
      void (sessions[connection] ??= []).push([direction, Buffer.from(bytes)]),
  })
  await joinOnce(bus.client().consumer({ groupId: bus.groupId('first') }), topic)
  const client = bus.client({
    clientId: 'ada',
    socketFactory: socketsThrough({ [broker]: link }),
  })
  const producer = client.producer()
  await producer.connect()
  await producer.send({ topic, acks: 0, messages: [{ partition: 0, value: 'unheard' }] })
  await producer.send({
    topic,
    acks: -1,
    messages: [
      { partition: 0, value: 'first' },
      { partition: 1, value: 'x'.repeat(20_000) },
    ],
  })
  await producer.disconnect()
  const consumer = client.consumer({ groupId, maxWaitTimeInMs: 50 })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const read = Promise.withResolvers<void>()
  let count = 0
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message }) => {
      if (message.value!.length > 10_000) {
        await consumer.commitOffsets([{ topic, partition: 1, offset: '1' }])
      }
      if (++count === 3) read.resolve()
    },
  })
  await read.promise
  await consumer.disconnect()
})

const group = ['JoinGroup', 'SyncGroup', 'OffsetCommit', 'LeaveGroup']
const read = (hearer: MessageHearer) => readKafkaMessages(hearer)
const readGroup = (hearer: MessageHearer) => readKafkaMessages(hearer, group)

describe('readKafkaMessages', () => {
  it('reads what a member of a group says, with its member, generation, offset and partitions', () => {
    const all = sessions.map((passing) => readAll(passing, readGroup))
    expect(all.flatMap(({ failures }) => failures)).toEqual([])
    const heard = all.flatMap((one) => one.heard)
    const told = heard.map(({ kind, text, fields, outcome }) =>
      [
        outcome === 'error' ? '✗' : '',
        kind,
        text,
        ...fields.map(({ name, value }) => `${name}=${value}`),
      ]
        .filter(Boolean)
        .join(' '),
    )
    const replies = told.filter((text) => text.includes('reply '))
    const requests = told.filter((text) => text.startsWith('request '))
    expect(requests).toEqual([
      'request JoinGroup',
      'request JoinGroup member=ada-…',
      'request SyncGroup generation=1 member=ada-…',
      'request OffsetCommit generation=1 member=ada-… partition=1 offset=1',
      'request LeaveGroup member=ada-…',
    ])
    expect(replies).toEqual([
      '✗ reply JoinGroup error=MEMBER_ID_REQUIRED member=ada-…',
      'reply JoinGroup generation=1 member=ada-… role=leader',
      'reply SyncGroup partitions=0, 1',
      'reply OffsetCommit',
      'reply LeaveGroup',
    ])
  })

  it('reads the names of everything else, and expects no reply to a record that asks for none', () => {
    const all = sessions.map((passing) => readAll(passing, read))
    expect(all.flatMap(({ failures }) => failures)).toEqual([])
    const count = (wanted: string, text: string) =>
      all.flatMap(({ heard }) => heard).filter((one) => one.kind === wanted && one.text === text)
        .length
    expect([count('request', 'Produce'), count('reply', 'Produce')]).toEqual([2, 1])
    expect(count('request', 'Fetch')).toBeGreaterThan(0)
    expect(count('reply', 'Metadata')).toBeGreaterThan(0)
    expect(count('reply', 'ApiVersions')).toBe(count('request', 'ApiVersions'))
  })

  it('keeps nothing of a record that asks for no reply, however many there are', () => {
    const produce = (correlation: number, acks: number) => {
      const frame = Buffer.from('00000013000000070000000000016100000000000000000000', 'hex')
      frame.writeInt32BE(frame.length - 4, 0)
      frame.writeInt32BE(correlation, 8)
      frame.writeInt16BE(-1, 15)
      frame.writeInt16BE(acks, 17)
      return frame
    }
    const many = (acks: number): Passing => [
      ['sent', Buffer.concat(Array.from({ length: 10_001 }, (_, index) => produce(index, acks)))],
    ]
    expect(readAll(many(0), read)).toMatchObject({ heard: { length: 10_001 }, failures: [] })
    expect(readAll(many(1), read).failures).toMatchObject([
      { message: expect.stringContaining('10001 requests without one') },
    ])
  })

  it('reads the same wherever the bytes are cut', () => {
    for (const passing of sessions) expect(differenceWhenCut(passing, read)).toBeUndefined()
  })

  it('names a message that is newer than its fields are known', () => {
    const request = Buffer.from('0000000e000b0009000000050002616c00', 'hex')
    const reply = Buffer.from('0000000900000005000000000019', 'hex')
    const { heard, failures } = readAll(
      [
        ['sent', Buffer.concat([request, Buffer.from([0])])],
        ['received', reply.subarray(0, 13)],
      ],
      read,
    )
    expect(failures).toEqual([])
    expect(heard).toEqual([
      { kind: 'request', text: 'JoinGroup', fields: [], outcome: 'ok' },
      { kind: 'reply', text: 'JoinGroup', fields: [], outcome: 'ok' },
    ])
  })

  it('says that bytes are no Kafka', () => {
    const passing: Passing = [['sent', Buffer.from('GET / HTTP/1.1\r\n\r\n')]]
    expect(readAll(passing, read)).toMatchObject({
      heard: [],
      failures: [{ message: 'Cannot read a message of Kafka: received "length 1195725856"' }],
    })
  })

  it('is broken by no bytes, and complains once a side', () => {
    expect(mostFailures(read)).toBe(2)
  })
})
