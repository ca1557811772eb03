import type { ServiceDefinition } from '../service.ts'
import { chooseSource } from './choose-source.ts'
import { tryYours } from './try-yours.ts'

/**
 * Makes sure that the user's own servers serve, before many programs each find out that they do not.
 *
 * @throws {ServerUnavailableError} If one does not.
 */
export async function requireYours(
  services: readonly ServiceDefinition[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  await Promise.all(
    services.map(async (service) => {
      const choice = await chooseSource(service, environment)
      if (choice.source === 'yours') await tryYours(service, choice.address)
    }),
  )
}
