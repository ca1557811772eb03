import type { Admin } from 'kafkajs'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import type { Lease } from '../service.ts'
import { answerOf } from '../sources/answer-of.ts'
import { askApiVersions } from './ask-api-versions.ts'
import { createKafkaPrefix, deleteByPrefix } from './kafka-topics.ts'
import type { KafkaGrant } from './keep-kafka.ts'
import { createQuietKafka } from './quiet-kafka.ts'

/** Claims a prefix of topic and group names on the caller's dedicated brokers. */
export async function leaseYourKafka(address: string): Promise<Lease<KafkaGrant>> {
  const brokers = readBrokers(address)
  await requireAnswer(brokers)
  const prefix = createKafkaPrefix()
  const admin = createQuietKafka(brokers, { retry: { retries: 1 } }).admin()
  try {
    await admin.connect()
    await requireTopics(admin, prefix, brokers)
  } catch (error) {
    await admin.disconnect().catch(() => {})
    throw error instanceof ServerUnavailableError ? error : unreachable(brokers, error as Error)
  }
  return {
    // Brokers do not tell their version.
    grant: { version: '', brokers, prefix },
    async release() {
      try {
        await deleteByPrefix(admin, prefix)
      } finally {
        await admin.disconnect()
      }
    },
  }
}

/** One of several brokers may be down. */
async function requireAnswer(brokers: string[]): Promise<void> {
  const asking = new AbortController()
  try {
    await answerOf('ApiVersions', () =>
      Promise.any(brokers.map((broker) => askApiVersions(broker, asking.signal))),
    )
  } catch (error) {
    const [first = error] = error instanceof AggregateError ? (error.errors as Error[]) : []
    throw unreachable(brokers, first)
  } finally {
    asking.abort()
  }
}

/** Asks whether a demo may create topics; creates none. */
async function requireTopics(admin: Admin, prefix: string, brokers: string[]): Promise<void> {
  const topics = [{ topic: `${prefix}only-asked`, numPartitions: 1, replicationFactor: 1 }]
  try {
    await admin.createTopics({ topics, validateOnly: true, waitForLeaders: false })
  } catch (cause) {
    throw unavailable(
      `Cannot create topics on Kafka at ${brokers.join(', ')}: ${reasonOf(cause as Error)}`,
      'look at its advertised.listeners and at what clients may do there, or unset KAFKA_BROKERS for an embedded Kafka',
      cause,
    )
  }
}

function unreachable(brokers: string[], cause: unknown): ServerUnavailableError {
  return unavailable(
    `Cannot reach Kafka at ${brokers.join(', ')}: ${(cause as Error).message}`,
    'start that server, or unset KAFKA_BROKERS for an embedded Kafka',
    cause,
  )
}

// Of several topics kafkajs says only that there were errors.
function reasonOf(error: Error & { errors?: Error[] }): string {
  return error.errors?.[0]?.message ?? error.message
}

function readBrokers(address: string): string[] {
  const brokers = address.split(',').map((broker) => broker.trim())
  if (brokers.every((broker) => /^[^\s/]+:\d{1,5}$/.test(broker) && portOf(broker) <= 65_535))
    return brokers
  throw unavailable(
    `Cannot read KAFKA_BROKERS: it must be host:port, with commas between several, received ${address}`,
    'correct KAFKA_BROKERS, or unset it for an embedded Kafka',
  )
}

function unavailable(problem: string, remedy: string, cause?: unknown): ServerUnavailableError {
  return new ServerUnavailableError({ service: 'kafka', source: 'yours', problem, remedy, cause })
}

function portOf(broker: string): number {
  return Number(broker.slice(broker.lastIndexOf(':') + 1))
}
