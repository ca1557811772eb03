import './quiet-kafkajs.ts'
import { Kafka, logLevel } from 'kafkajs'
import type { Running } from '../machine/start-on-free-port.ts'

/** A process or a container that answers. */
export interface RunningKafka extends Running<{ version: string }> {
  /** Stops the broker; a first embedded one leaves a class data archive that halves the next start. */
  stop(): Promise<void>
}

/** Asks a broker whether it is ready; it does not tell its version. */
export async function probeKafka(port: number): Promise<void> {
  const kafka = createQuietKafka([`127.0.0.1:${port}`], { retry: { retries: 0 } })
  const admin = kafka.admin()
  try {
    await admin.connect()
    await admin.describeCluster()
  } finally {
    await admin.disconnect()
  }
}

export function createQuietKafka(
  brokers: string[],
  options: { retry?: { retries: number } } = {},
): Kafka {
  return new Kafka({ brokers, logLevel: logLevel.NOTHING, connectionTimeout: 1_000, ...options })
}
