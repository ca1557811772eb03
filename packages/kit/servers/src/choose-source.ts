import { serviceNames } from './server.ts'
import { ServerUnavailableError } from './server-unavailable-error.ts'
import type { Service } from './server.ts'

export type Choice = { source: 'yours'; address: string } | { source: 'embedded' }

export const addressVariables = {
  postgres: 'DATABASE_URL',
  redis: 'REDIS_URL',
  kafka: 'KAFKA_BROKERS',
} as const satisfies Record<Service, string>

// An empty variable counts as unset: shells and CI files cannot always unset one.
export function chooseSource(
  service: Service,
  environment: NodeJS.ProcessEnv = process.env,
): Choice {
  const forced = environment['LAB_SERVERS'] ?? ''
  const variable = addressVariables[service]
  const address = environment[variable] ?? ''
  switch (forced) {
    case 'embedded':
      return { source: 'embedded' }
    case 'containers':
      throw new ServerUnavailableError({
        service,
        source: 'containers',
        problem: `Cannot start ${serviceNames[service]}: LAB_SERVERS=containers is not supported yet`,
        remedy: `unset LAB_SERVERS, or set ${variable} to a server of yours`,
      })
    case '':
      return address === '' ? { source: 'embedded' } : { source: 'yours', address }
    default:
      throw new ServerUnavailableError({
        service,
        source: 'embedded',
        problem: `Cannot choose a ${serviceNames[service]}: LAB_SERVERS must be embedded or containers, received ${forced}`,
        remedy: 'unset LAB_SERVERS',
      })
  }
}
