import { rendezvous } from '../fifth-shard/rendezvous.ts'
import { fourShards } from '../open-shards.ts'
import type { ShardKey } from './order.ts'

const route = rendezvous(fourShards)

/** Each order by itself. Even for every customer, and a customer's page asks all shards. */
export const byOrder: ShardKey = {
  shardOf: ({ id }) => route(id),
  shardsOfCustomer: () => fourShards,
}
