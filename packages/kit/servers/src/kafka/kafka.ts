import type { Kafka as KafkaClient, KafkaConfig } from 'kafkajs'
import { once } from '../once.ts'
import type { OnProgress, Server } from '../server.ts'
import { leaseServer } from '../sources/lease-server.ts'
import { definition } from './definition.ts'
import { createKafkaClients } from './kafka-clients.ts'
import { createTopic } from './kafka-topics.ts'

export interface KafkaOptions {
  /** Hears about long work; by default it goes to standard error after one second. */
  onProgress?: OnProgress
}

export interface TopicOptions {
  /** At least 1, which is the default. */
  partitions?: number
}

export interface Kafka extends AsyncDisposable {
  /** As `host:port`. */
  readonly brokers: string[]
  readonly server: Server
  /** Creates a topic and returns its full name, which no other caller has. */
  topic(name: string, options?: TopicOptions): Promise<string>
  /** Makes a group id that no other caller has. */
  groupId(name: string): string
  /** Makes a quiet client; what it opens is closed with this bus at the latest. */
  client(options?: Partial<KafkaConfig>): KafkaClient
}

/**
 * Gives this caller topics of its own on a real Kafka.
 * @param options Who hears about long work.
 * @returns The bus; disposing it closes its clients and deletes its topics and groups.
 * @throws {ServerUnavailableError} If no Kafka can be had.
 */
export async function kafka(options: KafkaOptions = {}): Promise<Kafka> {
  const { grant, server, release } = await leaseServer(definition, options.onProgress)
  const { brokers, prefix } = grant
  const clients = createKafkaClients(brokers)
  const admin = clients.client().admin()
  let connected: Promise<void> | undefined
  return {
    brokers,
    server,
    async topic(name, { partitions = 1 } = {}) {
      await (connected ??= admin.connect())
      const topic = `${prefix}${name}`
      await createTopic(admin, { name: topic, partitions, replicas: 1, settings: {} })
      return topic
    },
    groupId: (name) => `${prefix}${name}`,
    client: clients.client,
    [Symbol.asyncDispose]: once(async () => {
      await clients.end()
      await release()
    }),
  }
}
