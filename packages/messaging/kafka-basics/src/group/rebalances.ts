import type { Kafka } from '@lab/servers/kafka'
import { brokerAddresses } from '@lab/wire/broker-addresses'
import { recordExchange } from '@lab/wire/record-exchange'
import type { RecordedExchange } from '@lab/wire/record-exchange'
import { socketsThrough } from '@lab/wire/sockets-through'
import type { Consumer, ConsumerGroupJoinEvent, Kafka as KafkaClient } from 'kafkajs'

export interface Rebalanced {
  /** How many partitions each member has: the first one alone, then two members, then three. */
  assignments: number[][]
  /** What the first member and the broker say to each other while the second one joins. */
  exchange: RecordedExchange
}

/** Three members join a group one after the other; the topic has two partitions. */
export async function rebalances(bus: Kafka): Promise<Rebalanced> {
  const topic = await bus.topic('shared', { partitions: 2 })
  const groupId = bus.groupId('shared')
  await using recorder = recordExchange()
  const addresses = await brokerAddresses(bus)
  const links = await Promise.all(
    addresses.map(async (address) => {
      const only = ['JoinGroup', 'SyncGroup', 'Heartbeat']
      return [
        address,
        await recorder.kafka(address, { from: 'first', to: 'broker', only }),
      ] as const
    }),
  )
  const recorded = { socketFactory: socketsThrough(Object.fromEntries(links)) }
  const clients = [
    bus.client({ clientId: 'first', ...recorded }),
    bus.client({ clientId: 'second' }),
    bus.client({ clientId: 'third' }),
  ]
  const members: Member[] = []
  const assignments: number[][] = []
  let exchange: RecordedExchange | undefined
  for (const client of clients) {
    const rejoined = members.map((member) => member.nextAssignment())
    const member = openMember(client, groupId)
    const joined = member.nextAssignment()
    await member.join(topic)
    members.push(member)
    assignments.push(await Promise.all([...rejoined, joined]))
    if (members.length === 2) exchange = recorder.exchange('A second member joins the group')
  }
  for (const { consumer } of members.toReversed()) await consumer.disconnect()
  return { assignments, exchange: readable(exchange!) }
}

interface Member {
  consumer: Consumer
  join(topic: string): Promise<void>
  /** How many partitions the group gives to this member the next time. */
  nextAssignment(): Promise<number>
}

function openMember(kafka: KafkaClient, groupId: string): Member {
  const consumer = kafka.consumer({ groupId, heartbeatInterval: 100, maxWaitTimeInMs: 100 })
  return {
    consumer,
    async join(topic) {
      await consumer.connect()
      await consumer.subscribe({ topic })
      await consumer.run({ autoCommit: false, eachMessage: async () => {} })
    },
    nextAssignment() {
      const { promise, resolve } = Promise.withResolvers<number>()
      const stop = consumer.on('consumer.group_join', ({ payload }: ConsumerGroupJoinEvent) => {
        stop()
        resolve(Object.values(payload.memberAssignment).flat().length)
      })
      return promise
    },
  }
}

/**
 * Leaves out the heartbeats but for the first that is refused, and each join that is refused: by one
 * the member gets its id, and a broker that has just started refuses more. Which of two partitions a
 * member gets is chance, so it says how many.
 */
export function readable(exchange: RecordedExchange): RecordedExchange {
  const { messages } = exchange
  const refusal = messages.findIndex(
    ({ text, outcome }) => text === 'Heartbeat' && outcome === 'error',
  )
  const isRefusedJoin = (message: RecordedExchange['messages'][number] | undefined) =>
    message?.text === 'JoinGroup' && message.outcome === 'error'
  const isShown = (index: number) =>
    messages[index]!.text === 'Heartbeat'
      ? [refusal - 1, refusal].includes(index)
      : !isRefusedJoin(messages[index]) && !isRefusedJoin(messages[index + 1])
  return {
    ...exchange,
    messages: messages
      .filter((_, index) => isShown(index))
      .map(({ fields = [], ...message }) => ({ ...message, fields: fields.map(countPartitions) })),
  }
}

function countPartitions({ name, value }: { name: string; value: string }) {
  return { name, value: name === 'partitions' ? `${value.split(',').length} of 2` : value }
}
