import type { ServiceDefinition } from '../service.ts'

/**
 * Loads a service from the module that a client names. Only this user reaches the keeper's socket,
 * and what a client asks for runs as this user anyway.
 */
export async function loadService(module: string): Promise<ServiceDefinition> {
  const { definition } = (await import(module)) as { definition?: ServiceDefinition }
  if (!definition) throw new TypeError(`Cannot load a service: ${module} exports no definition`)
  return definition
}
