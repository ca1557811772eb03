import { join } from 'node:path'
import { dropVariablesAgain } from '../drop-variables.ts'
import { leaseContainers } from '../keeper-client/lease-from-keeper.ts'
import { runtimeFolder } from '../keeper/runtime-folder.ts'
import { folderUnavailable } from '../machine/folder-unavailable.ts'
import type { OnProgress, Server } from '../server.ts'
import type { DedicatedServers, Granted, ServiceDefinition } from '../service.ts'
import { chooseLabSource } from './choose-source.ts'
import { withProgress } from './delayed-progress.ts'
import { serverOf } from './server-of.ts'
import { startFromChoice } from './start-from-choice.ts'

export interface StartedServers extends DedicatedServers {
  server: Server
}

/**
 * Starts servers for this process alone: processes of this one, or containers that the keeper holds.
 * @throws {ServerUnavailableError} If they cannot run here.
 */
export async function startDedicated<Topology extends object>(
  service: ServiceDefinition<Granted, Topology>,
  topology: Topology,
  onProgress: OnProgress | undefined,
): Promise<StartedServers> {
  dropVariablesAgain()
  const choice = await chooseLabSource(service)
  return withProgress(onProgress, (report) =>
    startFromChoice(choice, async (source) => {
      const servers =
        source === 'embedded'
          ? await startProcesses(service, topology, report)
          : await leaseContainers(service, topology, report)
      return { ...servers, server: serverOf(service, source, servers.version) }
    }),
  )
}

async function startProcesses<Topology extends object>(
  service: ServiceDefinition<Granted, Topology>,
  topology: Topology,
  onProgress: OnProgress,
): Promise<DedicatedServers> {
  const { id } = service
  try {
    const runtime = runtimeFolder()
    const name = `dedicated-${runtime.name}-${id}`
    const logFile = join(runtime.folder, `dedicated-${id}.log`)
    const { startDedicated: start } = await service.starts.embedded!()
    return await start(topology, { service, name, logFile, onProgress })
  } catch (error) {
    throw folderUnavailable(error, { service: id, source: 'embedded' })
  }
}
