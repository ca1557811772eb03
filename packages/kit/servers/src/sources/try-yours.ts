import type { ServiceDefinition } from '../service.ts'

/**
 * Takes a part of the user's own server as a demo does, and gives it back.
 *
 * @returns The server's version.
 * @throws {ServerUnavailableError} If a demo would get none.
 */
export async function tryYours(service: ServiceDefinition, address: string): Promise<string> {
  const { grant, release } = await service.yours!.lease(address)
  await release()
  return grant.version
}
