import { fourShards } from '../open-shards.ts'
import { byCustomer } from './by-customer.ts'
import { byOrder } from './by-order.ts'
import { celebrity } from './order.ts'
import type { ShardKey } from './order.ts'

const celebrities = new Set([celebrity])

/** By customer, and by order for a few that are known to be large. Only their pages ask all shards. */
export const celebritiesApart: ShardKey = {
  shardOf: (order) =>
    celebrities.has(order.customer) ? byOrder.shardOf(order) : byCustomer.shardOf(order),
  shardsOfCustomer: (customer) =>
    celebrities.has(customer) ? fourShards : byCustomer.shardsOfCustomer(customer),
}
