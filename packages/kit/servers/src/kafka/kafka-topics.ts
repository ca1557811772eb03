import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Admin } from 'kafkajs'

const readyWithinMs = 30_000
const pollMs = 10
const notYet = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_FOR_PARTITION',
])

/** Begins the name of every topic and group of one lease. */
export function createKafkaPrefix(): string {
  return `lab-${randomBytes(6).toString('hex')}-`
}

/** Deletes the topics of a lease, and its groups where no member is left in them. */
export async function deleteByPrefix(admin: Admin, prefix: string): Promise<void> {
  const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix))
  if (topics.length > 0) await admin.deleteTopics({ topics })
  const { groups } = await admin.listGroups()
  const own = groups.map(({ groupId }) => groupId).filter((groupId) => groupId.startsWith(prefix))
  // A consumer that was killed stays a member until its session ends: such a group goes by itself.
  if (own.length > 0) await admin.deleteGroups(own).catch(() => {})
}

export interface NewTopic {
  name: string
  partitions: number
  replicas: number
  settings: Record<string, string>
}

/** Creates a topic and waits until its partitions are led. */
export async function createTopic(admin: Admin, topic: NewTopic): Promise<void> {
  const { name, partitions, replicas, settings } = topic
  await admin.createTopics({
    // Its own wait fails when the broker has not heard of the topic yet: the controller makes it,
    // and tells the broker a little later.
    waitForLeaders: false,
    topics: [
      {
        topic: name,
        numPartitions: partitions,
        replicationFactor: replicas,
        configEntries: Object.entries(settings).map(([key, value]) => ({ name: key, value })),
      },
    ],
  })
  await waitForTopic(admin, name)
  await waitForLeaders(admin, name)
}

/** Waits until the broker that is asked knows a topic. */
export function waitForTopic(admin: Admin, name: string): Promise<void> {
  return waitUntilKnown(() => admin.fetchTopicMetadata({ topics: [name] }))
}

/**
 * Waits until every partition of a topic is led. A broker names itself as the leader a little before
 * it is: a record sent meanwhile is refused, and kafkajs then sends the whole request again, with
 * what other partitions have accepted.
 */
function waitForLeaders(admin: Admin, name: string): Promise<void> {
  // Only a leader answers this.
  return waitUntilKnown(() => admin.fetchTopicOffsets(name))
}

async function waitUntilKnown(ask: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + readyWithinMs
  for (;;) {
    try {
      await ask()
      return
    } catch (error) {
      // A client that does not try again says so with the reason below.
      const { type, cause } = error as { type?: string; cause?: { type?: string } }
      if (!notYet.has(type ?? cause?.type ?? '') || Date.now() > deadline) throw error
      await delay(pollMs)
    }
  }
}
