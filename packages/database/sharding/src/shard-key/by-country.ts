import { fourShards } from '../open-shards.ts'
import type { ShardKey } from './order.ts'

const countries = ['DE', 'FR', 'IT', 'ES']

/** The customer's country, near to the customer. The parts are as large as the countries. */
export const byCountry: ShardKey = {
  shardOf: ({ country }) => fourShards[countries.indexOf(country)]!,
  // A page knows the id of its customer, which does not say the country.
  shardsOfCustomer: () => fourShards,
}
