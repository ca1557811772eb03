import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin } from 'kafkajs'
import { openCluster } from './open-cluster.ts'
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
const attempts = 5

/** Who is in sync when broker 1 is killed: broker 2 is down, or has only just come back. */
const inSync: Record<Ways, string> = {
  'acks-0': '1,3',
  'acks-1': '1,3',
  'acks-all': '1,3',
  'acks-all-alone': '1',
  'acks-all-min-2': '1',
}

/**
 * The contract: an acknowledged record survives its leader. Broker 1 leads five topics, broker 2 is
 * down, and broker 3 has not fetched what was sent last. Then broker 1 is killed, and 2 is back.
 *
 * On a busy machine a broker can lose its session by itself, and what follows says nothing. This is
 * looked at before the kill, and then it begins again with new brokers.
 */
export async function survivesItsLeader(): Promise<Record<Ways, Survived>> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    await using cluster = await openCluster()
    const admin = cluster.client().admin()
    await admin.connect()
    const acknowledged = await sendToAll(cluster, admin).catch(() => undefined)
    await cluster.broker(2).restart()
    if (acknowledged === undefined || !(await isAsMeant(admin))) continue
    await cluster.broker(1).crash()
    return await lostOf(cluster, admin, acknowledged)
  }
  throw new Error(
    `Cannot kill a leader that its follower has not caught up with: in ${attempts} attempts a broker has lost its session before`,
  )
}

async function sendToAll(cluster: Cluster, admin: Admin): Promise<Record<Ways, number>> {
  await cluster.broker(2).stop()
  await until(async () => (await inSyncOf(admin, 'acks-all-alone')) === '1')
  return {
    'acks-all': await sendWhileCopied(cluster, admin),
    'acks-0': await send(cluster, 'acks-0', 0),
    'acks-1': await send(cluster, 'acks-1', 1),
    'acks-all-alone': await send(cluster, 'acks-all-alone', -1),
    'acks-all-min-2': await send(cluster, 'acks-all-min-2', -1).catch(refused),
  }
}

/** Whether the same brokers are in sync, and broker 3 has not fetched what it must not have. */
async function isAsMeant(admin: Admin): Promise<boolean> {
  for (const [topic, replicas] of Object.entries(inSync)) {
    if ((await inSyncOf(admin, topic)) !== replicas) return false
  }
  const [ofAcks1] = await admin.fetchTopicOffsets('acks-1')
  return ofAcks1!.high === '0'
}

async function lostOf(
  cluster: Cluster,
  admin: Admin,
  acknowledged: Record<Ways, number>,
): Promise<Record<Ways, Survived>> {
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
  // It is awaited at the end.
  sent.catch(() => {})
  while (!isOver) await copy(cluster, admin, 'traffic-1-3')
  return sent
}

/** @returns How many records were acknowledged: all. */
async function send(cluster: Cluster, topic: string, acks: number): Promise<number> {
  const producer = cluster.client({ retry: { retries: 0 } }).producer()
  await producer.connect()
  const messages = Array.from({ length: count }, (_, index) => ({ value: `order-${index + 1}` }))
  await producer.send({ topic, acks, messages })
  await producer.disconnect()
  return count
}

/** @returns 0, as nothing is acknowledged. */
function refused(error: Error & { cause?: { type?: string } }): number {
  if (error.cause?.type !== 'NOT_ENOUGH_REPLICAS') throw error
  return 0
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

async function inSyncOf(admin: Admin, topic: string): Promise<string> {
  const { isr } = await stateOf(admin, topic)
  return isr.toSorted((one, other) => one - other).join()
}

async function stateOf(admin: Admin, topic: string) {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
  return topics[0]!.partitions[0]!
}

/** Asks again while brokers change. */
async function until(isReached: () => Promise<boolean>): Promise<void> {
  while (!(await isReached().catch(() => false))) await sleep(20)
}
