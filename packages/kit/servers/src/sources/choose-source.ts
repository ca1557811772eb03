import { addressVariables } from '../address-variables.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import { serviceNames } from '../server.ts'
import type { Service } from '../server.ts'

export { addressVariables } from '../address-variables.ts'
export { serviceNames } from '../server.ts'
export type { Service } from '../server.ts'

/** The sources that the lab starts itself. */
export type OwnSource = 'embedded' | 'containers'

export interface OwnChoice {
  source: OwnSource
  /** Where to go when that one cannot be had. */
  otherwise?: OwnSource
  /** Why it is not the usual one, when there is something to mend. */
  note?: string
}

export type Choice = { source: 'yours'; address: string } | OwnChoice

/** Decides where a service comes from: from the caller's own server when there is one. */
export async function chooseSource(
  service: Service,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Choice> {
  // An empty variable counts as unset: shells and CI files cannot always unset one.
  const address = environment[addressVariables[service]] ?? ''
  const isForced = (environment['LAB_SERVERS'] ?? '') !== ''
  if (address !== '' && !isForced) return { source: 'yours', address }
  return chooseOwnSource(service, environment)
}

/**
 * Decides where a server of the lab's own comes from. Tests want the images that people deploy,
 * everybody else wants speed.
 */
export async function chooseOwnSource(
  service: Service,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<OwnChoice> {
  const forced = environment['LAB_SERVERS'] ?? ''
  if (forced === 'embedded' || forced === 'containers') return { source: forced }
  if (forced !== '') throw unknownSource(service, forced)
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

function unknownSource(service: Service, forced: string): ServerUnavailableError {
  return new ServerUnavailableError({
    service,
    source: 'embedded',
    problem: `Cannot choose a ${serviceNames[service]}: LAB_SERVERS must be embedded or containers, received ${forced}`,
    remedy: 'unset LAB_SERVERS',
  })
}
