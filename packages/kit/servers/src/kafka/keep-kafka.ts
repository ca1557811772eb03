import type { SharedServer } from '../service.ts'
import { createKafkaPrefix, deleteByPrefix } from './kafka-topics.ts'
import { createQuietKafka } from './quiet-kafka.ts'
import type { RunningKafka } from './quiet-kafka.ts'

export interface KafkaGrant {
  version: string
  brokers: string[]
  /** Begins the names of the caller's topics and groups. */
  prefix: string
}

/** One Kafka broker; a lease is a prefix of topic and group names. */
export async function keepKafka(server: RunningKafka): Promise<SharedServer<KafkaGrant>> {
  const brokers = [`127.0.0.1:${server.port}`]
  const admin = createQuietKafka(brokers).admin()
  await admin.connect()

  return {
    version: server.ready.version,
    port: server.port,
    lifeline: server.lifeline,
    async lease() {
      const prefix = createKafkaPrefix()
      return {
        grant: { version: server.ready.version, brokers, prefix },
        release: () => deleteByPrefix(admin, prefix),
      }
    },
    async stop() {
      await admin.disconnect()
      await server.stop()
    },
  }
}
