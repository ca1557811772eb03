import { ServerUnavailableError } from '../server-unavailable-error.ts'
import type { Lease } from '../service.ts'
import { createKafkaPrefix, deleteByPrefix } from './kafka-topics.ts'
import type { KafkaGrant } from './keep-kafka.ts'
import { createQuietKafka } from './quiet-kafka.ts'

/** Claims a prefix of topic and group names on the caller's dedicated brokers. */
export async function leaseYourKafka(address: string): Promise<Lease<KafkaGrant>> {
  const brokers = readBrokers(address)
  const admin = createQuietKafka(brokers, { retry: { retries: 1 } }).admin()
  try {
    // Connecting asks for ApiVersions, which a port of something else does not answer.
    await admin.connect()
    await admin.describeCluster()
  } catch (cause) {
    await admin.disconnect().catch(() => {})
    throw unavailable(
      `Cannot reach Kafka at ${brokers.join(', ')}: ${(cause as Error).message}`,
      'start that server, or unset KAFKA_BROKERS for an embedded Kafka',
      cause,
    )
  }
  const prefix = createKafkaPrefix()
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
