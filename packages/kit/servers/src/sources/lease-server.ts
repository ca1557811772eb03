import { dropVariablesAgain } from '../drop-variables.ts'
import { leaseFromKeeper } from '../keeper-client/lease-from-keeper.ts'
import type { OnProgress, Server } from '../server.ts'
import type { Granted, Lease, ServiceDefinition } from '../service.ts'
import { chooseSource } from './choose-source.ts'
import { withProgress } from './delayed-progress.ts'
import { serverOf } from './server-of.ts'
import { startFromChoice } from './start-from-choice.ts'

export interface ServerLease<Grant extends Granted> extends Lease<Grant> {
  server: Server
}

/**
 * Leases a part of a server that others use too: of the user's own, else of the keeper's.
 * @throws {ServerUnavailableError} If none can be had.
 */
export function leaseServer<Grant extends Granted>(
  service: ServiceDefinition<Grant>,
  onProgress: OnProgress | undefined,
): Promise<ServerLease<Grant>> {
  dropVariablesAgain()
  return withProgress(onProgress, async (report) => {
    const choice = await chooseSource(service)
    if (choice.source === 'yours') {
      const lease = await service.yours!.lease(choice.address)
      return { ...lease, server: serverOf(service, 'yours', lease.grant.version) }
    }
    return startFromChoice(choice, async (source) => {
      const lease = await leaseFromKeeper(service, source, report)
      return { ...lease, server: serverOf(service, source, lease.grant.version) }
    })
  })
}
