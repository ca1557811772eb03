import type { LabSource } from '../server.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import type { ServiceDefinition } from '../service.ts'

export interface LabChoice {
  source: LabSource
  /** Where to go when that one cannot be had. */
  otherwise?: LabSource
  /** Why it is not the usual one, when there is something to mend. */
  note?: string
}

export type Choice = { source: 'yours'; address: string } | LabChoice

/** Decides where a service comes from: from the caller's own server when there is one. */
export async function chooseSource(
  service: ServiceDefinition,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Choice> {
  // An empty variable counts as unset: shells and CI files cannot always unset one.
  const address = (service.yours && environment[service.yours.variable]) ?? ''
  const isForced = (environment['LAB_SERVERS'] ?? '') !== ''
  if (address !== '' && !isForced) return { source: 'yours', address }
  return chooseLabSource(service, environment)
}

/**
 * Decides where a server that the lab starts comes from. Tests want the images that people deploy,
 * every other user wants speed. What has one source only comes from there, whatever LAB_SERVERS says.
 */
export async function chooseLabSource(
  service: ServiceDefinition,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<LabChoice> {
  const forced = environment['LAB_SERVERS'] ?? ''
  if (!['', 'embedded', 'containers'].includes(forced)) throw unknownSource(service, forced)
  const { embedded, containers } = service.starts
  if (!embedded || !containers) return { source: embedded ? 'embedded' : 'containers' }
  if (forced !== '') return { source: forced as LabSource }
  if (!isTest(environment)) return { source: 'embedded', otherwise: 'containers' }
  const { findEngine } = await import('../containers/find-engine.ts')
  const engine = await findEngine(environment)
  if (engine.state === 'answers') return { source: 'containers', otherwise: 'embedded' }
  return engine.state === 'absent'
    ? { source: 'embedded' }
    : { source: 'embedded', note: `${engine.problem}; embedded instead (try: ${engine.remedy})` }
}

/** Vitest sets this variable in all that it starts, also without `lab test`. */
export const testVariable = 'VITEST'

function isTest(environment: NodeJS.ProcessEnv): boolean {
  return (environment[testVariable] ?? '') !== ''
}

function unknownSource({ id, name }: ServiceDefinition, forced: string): ServerUnavailableError {
  return new ServerUnavailableError({
    service: id,
    source: 'embedded',
    problem: `Cannot choose a ${name}: LAB_SERVERS must be embedded or containers, received ${forced}`,
    remedy: 'unset LAB_SERVERS',
  })
}
