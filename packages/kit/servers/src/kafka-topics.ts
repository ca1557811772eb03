import { randomBytes } from 'node:crypto'
import type { Admin } from 'kafkajs'

/** Begins the name of every topic and group of one lease. */
export function createKafkaPrefix(): string {
  return `lab-${randomBytes(6).toString('hex')}-`
}

/** Deletes the topics of a lease, and its groups where nobody is left in them. */
export async function deleteByPrefix(admin: Admin, prefix: string): Promise<void> {
  const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix))
  if (topics.length > 0) await admin.deleteTopics({ topics })
  const { groups } = await admin.listGroups()
  const own = groups.map(({ groupId }) => groupId).filter((groupId) => groupId.startsWith(prefix))
  // A consumer that was killed stays a member until its session ends: such a group goes by itself.
  if (own.length > 0) await admin.deleteGroups(own).catch(() => {})
}
