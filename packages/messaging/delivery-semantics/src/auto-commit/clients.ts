import { batchOfKafkajs, eachOfKafkajs } from './kafkajs-consumers.ts'
import { autocommitOfPlatformatic, commitOfPlatformatic } from './platformatic-consumers.ts'

/** Where a consumer reads. */
export interface Place {
  brokers: string[]
  topic: string
  groupId: string
}

/**
 * Consumes a topic from its beginning, until the process ends.
 *
 * @param work What is done with each record. It may wait for `committed`.
 */
export type Consume = (place: Place, work: Work) => Promise<void>

export type Work = (
  payment: string,
  /** Resolves when a commit that the client sends beside the work has arrived. */
  committed: Promise<unknown>,
) => Promise<void>

/** Who commits the offset of a record, and when. */
export const consumers = {
  'kafkajs-auto-commit': batchOfKafkajs,
  'kafkajs-threshold-1': eachOfKafkajs,
  'platformatic-autocommit': autocommitOfPlatformatic,
  'platformatic-commit-after-work': commitOfPlatformatic,
} satisfies Record<string, Consume>

export type ConsumerName = keyof typeof consumers
