import { placeInUrl } from '../place-in-url.ts'
import type { ServiceDefinition } from '../service.ts'
import type { PostgresGrant } from './keep-postgres.ts'
import type { PostgresTopology } from './postgres-control.ts'

export const definition: ServiceDefinition<PostgresGrant, PostgresTopology> = {
  id: 'postgres',
  name: 'PostgreSQL',
  module: import.meta.url,
  yours: {
    variable: 'DATABASE_URL',
    placeOf: (address) => placeInUrl(address, 5432),
    lease: async (address) => (await import('./lease-your-postgres.ts')).leaseYourPostgres(address),
  },
  image: { name: 'postgres:18-alpine', variable: 'LAB_POSTGRES_IMAGE' },
  shared: {
    embedded: async (options) => (await import('./start-embedded.ts')).startShared(options),
    containers: async (options) => (await import('./start-in-containers.ts')).startShared(options),
  },
  dedicated: {
    embedded: async (topology, options) =>
      (await import('./start-embedded.ts')).startDedicated(topology, options),
    containers: async (topology, options) =>
      (await import('./start-in-containers.ts')).startDedicated(topology, options),
  },
  checks: async () => (await import('./check-postgres.ts')).checkPostgres(definition.name),
}
