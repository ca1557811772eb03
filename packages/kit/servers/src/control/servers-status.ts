import { connectToRunningKeeper } from '../keeper-client/keeper-connection.ts'
import { talkToKeeper } from '../keeper-client/talk-to-keeper.ts'
import { sendLine } from '../keeper/json-lines.ts'
import type { RunningServer } from '../keeper/protocol.ts'
import { runtimeFolder } from '../keeper/runtime-folder.ts'
import { services } from '../services.ts'

/** A shared server of the keeper, each source may have one; or a service of which none runs. */
export type ServiceStatus = RunningServer | { service: string; running: false }

/** What the keeper of this checkout runs at the moment. */
export type ServersStatus =
  | { keeper: 'not running'; logFolder: string }
  | {
      keeper: 'running'
      logFolder: string
      pid: number
      startedAt: string
      services: ServiceStatus[]
    }

/**
 * Asks the keeper what it runs; never starts one.
 * @returns The keeper's servers, with their leases and memory.
 */
export async function serversStatus(): Promise<ServersStatus> {
  const runtime = runtimeFolder()
  const logFolder = runtime.folder
  const socket = await connectToRunningKeeper(runtime)
  if (!socket) return { keeper: 'not running', logFolder }
  const talk = talkToKeeper(socket)
  const answer = await talk.ask({ ask: 'status' })
  talk.end()
  if (answer?.reply !== 'status') return { keeper: 'not running', logFolder }
  const { pid, startedAt, servers } = answer.status
  return { keeper: 'running', logFolder, pid, startedAt, services: inOrder(servers) }
}

/** All services that can be shared in the order of their list, then those that the list does not know. */
function inOrder(servers: RunningServer[]): ServiceStatus[] {
  const shared = services.filter((service) => service.isShared).map(({ id }) => id)
  const ids = new Set([...shared, ...servers.map(({ service }) => service)])
  return [...ids].flatMap((service): ServiceStatus[] => {
    const running = servers.filter((server) => server.service === service)
    return running.length > 0 ? running : [{ service, running: false }]
  })
}

/**
 * Stops the keeper and all its servers, also those in use.
 * @returns Whether there was one, once everything is gone.
 */
export async function stopServers(): Promise<'stopped' | 'not running'> {
  const socket = await connectToRunningKeeper(runtimeFolder())
  if (!socket) return 'not running'
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.on('error', () => {})
  socket.resume()
  sendLine(socket, { ask: 'stop' })
  await closed
  return 'stopped'
}
