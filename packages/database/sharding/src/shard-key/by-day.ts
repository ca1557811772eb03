import { fourShards } from '../open-shards.ts'
import type { ShardKey } from './order.ts'

/** A range of time for each shard. Old days are easy to drop; today is written to one shard. */
export const byDay: ShardKey = {
  shardOf: ({ day }) => fourShards[day % fourShards.length]!,
  shardsOfCustomer: () => fourShards,
}
