import { randomUUID } from 'node:crypto'
import type { Kafka } from '@lab/servers/kafka'

/** Creates a topic that no earlier run of this process has used. */
export function newTopic(bus: Kafka, name: string, partitions: number): Promise<string> {
  return bus.topic(`${name}-${randomUUID().slice(0, 8)}`, { partitions })
}
