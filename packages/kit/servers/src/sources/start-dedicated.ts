import { chooseOwnSource } from './choose-source.ts'
import { withProgress } from './delayed-progress.ts'
import { leaseContainers } from '../keeper-client/lease-from-keeper.ts'
import type { DedicatedAction, Topology } from '../keeper/protocol.ts'
import { startProcesses } from '../machine/start-processes.ts'
import type { OnProgress, Server } from '../server.ts'
import { startFromChoice } from './start-from-choice.ts'

/** Servers that nobody else uses, from a source of the lab's own. */
export interface OwnServers {
  server: Server
  /** One for each server: URLs, the primary before its standby, or `host:port` of brokers. */
  addresses: string[]
  /** Does it to the servers at these places, all at once. */
  act(action: DedicatedAction, nodes: readonly number[]): Promise<void>
  remove(): Promise<void>
}

export async function startOwnServers(
  topology: Topology,
  onProgress: OnProgress | undefined,
): Promise<OwnServers> {
  const { service } = topology
  const choice = await chooseOwnSource(service)
  return withProgress(onProgress, (report) =>
    startFromChoice(choice, async (source) => {
      if (source === 'embedded') {
        const { grant, control } = await startProcesses(topology, report)
        const { version, addresses } = grant
        return { server: { service, source, version }, addresses, ...control }
      }
      const { grant, act, release } = await leaseContainers(topology, report)
      const { version, addresses } = grant
      return { server: { service, source, version }, addresses, act, remove: release }
    }),
  )
}
