import { sendLine } from '../keeper/json-lines.ts'
import type { ServiceStatus } from '../keeper/protocol.ts'
import { runtimeFolder } from '../keeper/runtime-folder.ts'
import { connectToRunningKeeper } from '../keeper-client/keeper-connection.ts'
import { talkToKeeper } from '../keeper-client/talk-to-keeper.ts'

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
  return answer?.reply === 'status'
    ? { keeper: 'running', logFolder, ...answer.status }
    : { keeper: 'not running', logFolder }
}

/**
 * Stops the keeper and all its servers, whoever uses them.
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
