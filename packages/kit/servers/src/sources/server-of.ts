import type { Server, Source } from '../server.ts'
import type { ServiceDefinition } from '../service.ts'

/** Says what a lease is of. */
export function serverOf({ id, name }: ServiceDefinition, source: Source, version: string): Server {
  return { service: id, name, source, version }
}
