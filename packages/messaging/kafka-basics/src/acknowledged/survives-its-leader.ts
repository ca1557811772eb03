import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin } from 'kafkajs'
import type { Cluster } from './open-cluster.ts'

export interface Survived {
  /** How many records the producer was told to be written. */
  acknowledged: number
  /** How many of these the next leader does not have. */
  lost: number
}

/** By topic: what the producer waits for, and how many in-sync replicas the topic asks for. */
export type Ways = 'acks-0' | 'acks-1' | 'acks-all' | 'acks-all-alone' | 'acks-all-min-2'

const count = 5

/**
 * The contract: an acknowledged record survives its leader. Broker 1 leads five topics, broker 2 is
 * down, and broker 3 has not fetched what was sent last. Then broker 1 is killed, and 2 is back.
 */
export async function survivesItsLeader(cluster: Cluster): Promise<Record<Ways, Survived>> {
  const admin = cluster.client().admin()
  await admin.connect()
  await cluster.broker(2).stop()
  await until(async () => (await stateOf(admin, 'acks-all-alone')).isr.join() === '1')

  const acknowledged = {
    'acks-all': await sendWhileCopied(cluster, admin),
    'acks-0': await send(cluster, 'acks-0', 0),
    'acks-1': await send(cluster, 'acks-1', 1),
    'acks-all-alone': await send(cluster, 'acks-all-alone', -1),
    'acks-all-min-2': await send(cluster, 'acks-all-min-2', -1),
  }
  await cluster.broker(2).restart()
  await cluster.broker(1).crash()

  const survived = {} as Record<Ways, Survived>
  for (const topic of Object.keys(acknowledged) as Ways[]) {
    await until(async () => ![1, -1].includes((await stateOf(admin, topic)).leader))
    const kept = Math.min(await keptOf(cluster, admin, topic), acknowledged[topic])
    survived[topic] = { acknowledged: acknowledged[topic], lost: acknowledged[topic] - kept }
  }
  return survived
}

/** Sends, and lets broker 3 fetch until the producer is told that all have it. */
async function sendWhileCopied(cluster: Cluster, admin: Admin): Promise<number> {
  let isOver = false
  const sent = send(cluster, 'acks-all', -1).finally(() => (isOver = true))
  while (!isOver) await copy(cluster, admin, 'traffic-1-3')
  return sent
}

/** @returns How many records were acknowledged. */
async function send(cluster: Cluster, topic: string, acks: number): Promise<number> {
  const producer = cluster.client({ retry: { retries: 0 } }).producer()
  await producer.connect()
  const messages = Array.from({ length: count }, (_, index) => ({ value: `order-${index + 1}` }))
  const sent = await producer.send({ topic, acks, messages }).then(
    () => count,
    (error: Error & { cause?: { type?: string } }) => {
      if (error.cause?.type !== 'NOT_ENOUGH_REPLICAS') throw error
      return 0
    },
  )
  await producer.disconnect()
  return sent
}

/**
 * Gives a leader so much for its follower that the follower fetches all that is there. Returns when
 * the follower has it and asks for more, as the high watermark says.
 */
async function copy(cluster: Cluster, admin: Admin, topic: string): Promise<void> {
  const producer = cluster.client().producer()
  await producer.connect()
  const messages = [{ value: Buffer.alloc(150_000) }]
  const [written] = await producer.send({ topic, acks: 1, messages })
  await producer.disconnect()
  await until(async () => {
    const [partition] = await admin.fetchTopicOffsets(topic)
    return BigInt(partition!.high) > BigInt(written!.baseOffset!)
  })
}

/** How many records readers get from the new leader. */
async function keptOf(cluster: Cluster, admin: Admin, topic: Ways): Promise<number> {
  // A leader shows a record when as many replicas as the topic asks for have it.
  if (topic === 'acks-all') {
    await until(async () => {
      await copy(cluster, admin, 'traffic-3-2')
      return (await stateOf(admin, topic)).isr.length === 2
    })
  }
  const [partition] = await admin.fetchTopicOffsets(topic)
  return Number(partition!.high)
}

async function stateOf(admin: Admin, topic: string) {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
  return topics[0]!.partitions[0]!
}

/** Asks again while brokers change. */
async function until(isReached: () => Promise<boolean>): Promise<void> {
  while (!(await isReached().catch(() => false))) await sleep(20)
}
