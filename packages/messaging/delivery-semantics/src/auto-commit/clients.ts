import type { Consume } from './consume.ts'
import { batchOfKafkajs, eachOfKafkajs } from './kafkajs-consumers.ts'
import { autocommitOfPlatformatic, commitOfPlatformatic } from './platformatic-consumers.ts'

/** Who commits the offset of a record, and when. */
export const consumers = {
  'kafkajs-auto-commit': batchOfKafkajs,
  'kafkajs-threshold-1': eachOfKafkajs,
  'platformatic-autocommit': autocommitOfPlatformatic,
  'platformatic-commit-after-work': commitOfPlatformatic,
} satisfies Record<string, Consume>

export type ConsumerName = keyof typeof consumers
