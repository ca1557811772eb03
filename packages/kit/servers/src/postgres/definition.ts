import { dropVariables } from '../drop-variables.ts'
import { placeInUrl } from '../place-in-url.ts'
import type { ServiceDefinition } from '../service.ts'
import type { PostgresGrant } from './keep-postgres.ts'
import type { PostgresTopology } from './postgres-control.ts'

// PGSSLMODE, PGOPTIONS, PGDATA and so on, of which some also reach the server.
dropVariables(/^PG|^NODE_PG_FORCE_NATIVE$/)

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
  isShared: true,
  starts: {
    embedded: () => import('./start-embedded.ts'),
    containers: () => import('./start-in-containers.ts'),
  },
  checks: async () => (await import('./check-postgres.ts')).checkPostgres(definition.name),
}
