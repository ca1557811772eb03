import type { Admin } from 'kafkajs'
import type { OnProgress } from '../server.ts'
import { createDedicatedNode, createDedicatedServer } from '../sources/dedicated-server.ts'
import type { DedicatedNode, DedicatedServer } from '../sources/dedicated-server.ts'
import { startDedicated } from '../sources/start-dedicated.ts'
import { definition } from './definition.ts'
import type { Kafka, TopicOptions } from './kafka.ts'
import { createKafkaClients } from './kafka-clients.ts'
import { createTopic, waitForTopic } from './kafka-topics.ts'
import { socketsTo } from './sockets-to.ts'

// One minute: until a new controller and a new leader are found, some seconds pass.
const retries = 300

export interface DedicatedKafkaOptions {
  /** How many brokers, each of them a controller too. Default 1. */
  brokers?: 1 | 3
  /** Settings of every broker by name, for example `{ 'min.insync.replicas': '2' }`. */
  settings?: Record<string, string>
  /** Hears about long work; by default it goes to standard error after one second. */
  onProgress?: OnProgress
}

export interface DedicatedTopicOptions extends TopicOptions {
  /** On how many brokers each partition is; by default on all. */
  replicas?: number
  /** Settings of the topic by name, for example `{ 'min.insync.replicas': '2' }`. */
  settings?: Record<string, string>
}

export interface Broker extends DedicatedNode {
  /** From 1; what metadata calls `leader`, `replicas` and `isr` are such numbers. */
  readonly id: number
  /** As `host:port`; stays the same across restarts. */
  readonly address: string
}

/** `crash()`, `stop()` and `restart()` are of all brokers at once. */
export interface DedicatedKafka extends Kafka, DedicatedServer {
  /** One broker, to crash it, stop it, or start it again while most of the others run. */
  broker(id: number): Broker
  /** Creates a topic and returns its name, as it is: no other program has topics here. */
  topic(name: string, options?: DedicatedTopicOptions): Promise<string>
}

/**
 * Starts a dedicated Kafka for scenes that break it; it is never shared.
 * @param options How many brokers, their settings, and who hears about long work.
 * @returns The brokers; disposing them kills them and removes their data.
 * @throws {ServerUnavailableError} If Kafka cannot run here.
 */
export async function dedicatedKafka(options: DedicatedKafkaOptions = {}): Promise<DedicatedKafka> {
  const { brokers: count = 1, settings = {} } = options
  const topology = { settings, brokers: count }
  const started = await startDedicated(definition, topology, options.onProgress)
  const brokers = started.addresses
  const all = brokers.map((_, index) => index)
  const clients = createKafkaClients(brokers, retries)
  const admin = clients.client().admin()
  let connected: Promise<void> | undefined
  return {
    brokers,
    server: started.server,
    broker(id) {
      const address = brokers[id - 1]
      if (address === undefined)
        throw new RangeError(
          `Cannot find broker ${id}: id must be from 1 to ${count}, received ${id}`,
        )
      return { id, address, ...createDedicatedNode((action) => started.act(action, [id - 1])) }
    },
    async topic(name, { partitions = 1, replicas = count, settings: ofTopic = {} } = {}) {
      await (connected ??= admin.connect())
      await createTopic(admin, { name, partitions, replicas, settings: ofTopic })
      if (count > 1) await waitForBrokers(admin, name, brokers)
      return name
    },
    groupId: (name) => name,
    client: clients.client,
    ...createDedicatedServer({
      act: (action) => started.act(action, all),
      endClients: clients.end,
      remove: started.remove,
    }),
  }
}

/**
 * Waits until all brokers that run know a topic: each hears of it from the controller a little later
 * than the others.
 */
async function waitForBrokers(admin: Admin, name: string, brokers: string[]): Promise<void> {
  await Promise.all(
    brokers.map(async (address) => {
      const clients = createKafkaClients([address], 0)
      // Else it asks any of the brokers that it has heard of.
      const port = Number(new URL(`kafka://${address}`).port)
      const single = clients.client({ socketFactory: socketsTo(() => port) }).admin()
      try {
        const runs = await single.connect().then(
          () => true,
          () => false,
        )
        if (runs) await waitForTopic(single, name)
      } finally {
        await clients.end()
      }
    }),
  )
}
