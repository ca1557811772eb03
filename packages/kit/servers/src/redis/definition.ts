import { placeInUrl } from '../place-in-url.ts'
import type { ServiceDefinition } from '../service.ts'
import type { RedisGrant } from './keep-redis.ts'
import type { RedisTopology } from './redis-control.ts'

export const definition: ServiceDefinition<RedisGrant, RedisTopology> = {
  id: 'redis',
  name: 'Redis',
  module: import.meta.url,
  fetchedByMaven: 'where none is installed',
  yours: {
    variable: 'REDIS_URL',
    placeOf: (address) => placeInUrl(address, 6379),
    lease: async (address) => (await import('./lease-your-redis.ts')).leaseYourRedis(address),
  },
  image: { name: 'redis:8-alpine', variable: 'LAB_REDIS_IMAGE' },
  isShared: true,
  starts: {
    embedded: () => import('./start-embedded.ts'),
    containers: () => import('./start-in-containers.ts'),
  },
  checks: async () => (await import('./check-redis.ts')).checkRedis(definition.name),
}
