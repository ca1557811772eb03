import { rendezvous } from '../fifth-shard/rendezvous.ts'
import { fourShards } from '../open-shards.ts'
import type { ShardKey } from './order.ts'

const route = rendezvous(fourShards)

/** A customer's orders are on one shard, whole pages and transactions too. So is a celebrity. */
export const byCustomer: ShardKey = {
  shardOf: ({ customer }) => route(customer),
  shardsOfCustomer: (customer) => [route(customer)],
}
