import type { Kafka } from '@lab/servers/kafka'
import { brokerAddresses } from '@lab/wire/broker-addresses'
import { recordExchange } from '@lab/wire/record-exchange'
import type { ExchangeRecorder, RecordedExchange } from '@lab/wire/record-exchange'
import { socketsThrough } from '@lab/wire/sockets-through'
import type { Consumer, KafkaMessage } from 'kafkajs'
import { resetAccounts, totalCharged } from '../accounts.ts'
import type { Payments } from '../open-payments.ts'
import { payment, toPayment } from '../payment.ts'
import type { Charge } from '../payment.ts'
import type { Redelivered } from './charges-after-a-crash.ts'
import { commitOffset } from './read-one-and-leave.ts'
import { sendPayment } from './send-payment.ts'

export interface Rebalanced extends Redelivered {
  /** The messages between the two members and the broker, up to the refused commit. */
  exchange: RecordedExchange
  /** Why the first member's commit was refused. */
  refusal: string | undefined
}

type Handle = (message: KafkaMessage, consumer: Consumer) => Promise<void>

// How long the broker waits for members that are still working, before it removes them from the group.
const rebalanceTimeoutMs = 1_500

/**
 * A real group of two. The second member joins while the first one works on a record. The first one
 * does not join again in time, so the partition goes to the second one. Then the first one goes on
 * with its work.
 */
export async function chargesAfterARebalance(
  { bus, pool, openPlace }: Payments,
  charge: Charge,
): Promise<Rebalanced> {
  const { topic, groupId } = await openPlace('rebalance')
  await resetAccounts(pool)
  await sendPayment(bus, topic, payment)

  let deliveries = 0
  await using recorder = recordExchange()
  const brokers = await brokerAddresses(bus)
  const join = async (name: string, handle: Handle) => {
    const consumer = await openMember(bus, { recorder, brokers, name, groupId })
    await consumer.subscribe({ topic, fromBeginning: true })
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ message }) => {
        deliveries++
        await handle(message, consumer)
      },
    })
    return consumer
  }

  const [received, continueWork] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const [refused, shown] = [Promise.withResolvers<unknown>(), Promise.withResolvers<void>()]
  const first = await join('first', async (message, consumer) => {
    received.resolve()
    await continueWork.promise
    await charge(pool, toPayment(message))
    await commitOffset(consumer, topic, message).then(refused.resolve, refused.resolve)
    await shown.promise
  })
  await received.promise
  const done = Promise.withResolvers<void>()
  const second = await join('second', async (message, consumer) => {
    await charge(pool, toPayment(message))
    await commitOffset(consumer, topic, message)
    done.resolve()
  })
  await done.promise
  continueWork.resolve()
  await refused.promise
  const exchange = untilRefused(recorder.exchange('The partition goes to the second member'))
  shown.resolve()
  await Promise.all([first.disconnect(), second.disconnect()])
  const refusal = exchange.messages.at(-1)?.fields?.find(({ name }) => name === 'error')?.value
  return { deliveries, charged: await totalCharged(pool), exchange, refusal }
}

/** Connects a member whose way to the brokers is recorded. */
async function openMember(
  bus: Kafka,
  member: { recorder: ExchangeRecorder; brokers: string[]; name: string; groupId: string },
): Promise<Consumer> {
  const { recorder, brokers, name, groupId } = member
  const only = ['JoinGroup', 'SyncGroup', 'OffsetCommit']
  const proxies: Parameters<typeof socketsThrough>[0] = Object.fromEntries(
    await Promise.all(
      brokers.map(async (address) => {
        const link = await recorder.kafka(address, { from: name, to: 'broker', only })
        return [address, link] as const
      }),
    ),
  )
  const kafka = bus.client({ clientId: name, brokers, socketFactory: socketsThrough(proxies) })
  const rebalanceTimeout = rebalanceTimeoutMs
  const consumer = kafka.consumer({ groupId, rebalanceTimeout, maxWaitTimeInMs: 100 })
  await consumer.connect()
  return consumer
}

/**
 * Leaves out what follows the refused commit, when the first member joins again, and the first
 * request of each member, which the broker refuses to give it an id.
 */
function untilRefused(exchange: RecordedExchange): RecordedExchange {
  const { messages } = exchange
  const end = messages.findIndex(
    ({ text, outcome }) => text === 'OffsetCommit' && outcome === 'error',
  )
  const asksForId = (index: number) =>
    messages[index]?.text === 'JoinGroup' && messages[index].outcome === 'error'
  return {
    ...exchange,
    messages: messages
      .slice(0, end + 1)
      .filter((_, index) => !asksForId(index) && !asksForId(index + 1)),
  }
}
