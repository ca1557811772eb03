import { definition as browser } from './browser/definition.ts'
import { definition as kafka } from './kafka/definition.ts'
import { definition as postgres } from './postgres/definition.ts'
import { definition as redis } from './redis/definition.ts'
import type { ServiceDefinition } from './service.ts'

export type { ServiceDefinition } from './service.ts'

/** All services of the lab, in the order in which they are listed. */
export const services: readonly ServiceDefinition[] = [postgres, redis, kafka, browser]

/**
 * Finds a service by its id.
 * @throws {RangeError} If there is none.
 */
export function serviceOf(id: string): ServiceDefinition {
  const found = services.find((service) => service.id === id)
  if (found) return found
  const known = services.map((service) => service.id).join(', ')
  throw new RangeError(`Cannot find a service: id must be one of ${known}, received "${id}"`)
}
