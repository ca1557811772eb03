import { placeInUrl } from '../src/place-in-url.ts'
import { checkRedis } from '../src/redis/check-redis.ts'
import { definition as redis } from '../src/redis/definition.ts'
import type { RedisGrant } from '../src/redis/keep-redis.ts'
import type { RedisTopology } from '../src/redis/redis-control.ts'
import type { ServiceDefinition } from '../src/service.ts'

/**
 * A service that the list of services does not have: Redis's parts under another name. What the
 * keeper, the sources, status and doctor say of it they can only know from here.
 */
export const definition: ServiceDefinition<RedisGrant, RedisTopology> = {
  ...redis,
  id: 'valkey',
  name: 'Valkey',
  module: import.meta.url,
  yours: {
    variable: 'VALKEY_URL',
    placeOf: (address) => placeInUrl(address, 6379),
    lease: (address) => redis.yours!.lease(address),
  },
  image: { name: 'localhost:1/no-such-valkey:0', variable: 'LAB_VALKEY_IMAGE' },
  checks: () => checkRedis('Valkey'),
}
