import type { Socket } from 'node:net'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import { onLines, sendLine } from './json-lines.ts'
import type { Services } from './keep-services.ts'
import type { Lease } from './kept-server.ts'
import type { DedicatedAction, Reply, Request } from './protocol.ts'
import { adoptEnvironment } from './start-environment.ts'
import { startDedicated } from './start-dedicated.ts'
import type { DedicatedLease } from './start-dedicated.ts'

type LeaseRequest = Extract<Request, { ask: 'lease' }>
type ContainerRequest = Extract<Request, { ask: 'container' }>

export interface ServeClientOptions {
  /** Of this keeper; part of the name of each container. */
  name: string
  services: Services
  stop: () => Promise<void>
  /** Called when the client has gone and its lease is cleaned up. */
  onDone: () => void
}

/** Serves one connection: at most one lease, which ends with the connection. */
export function serveClient(
  socket: Socket,
  { name, services, stop, onDone }: ServeClientOptions,
): void {
  let lease: Promise<Lease | undefined> | undefined
  let own: DedicatedLease | undefined
  const reply = (message: Reply) => sendLine(socket, message)

  socket.on('error', () => {})
  socket.on('close', () => {
    void release().finally(onDone)
  })
  onLines<Request>(socket, (request) => {
    void answer(request).catch((error: unknown) => reply(describeFailure(error)))
  })

  async function answer(request: Request): Promise<void> {
    switch (request.ask) {
      case 'lease':
        return grant(request)
      case 'container':
        return grantContainer(request)
      case 'act':
        return act(request.action)
      case 'release':
        await release()
        return reply({ reply: 'released' })
      case 'status':
        return reply({
          reply: 'status',
          status: { pid: process.pid, startedAt, services: await services.status() },
        })
      case 'stop':
        await stop()
    }
  }

  async function grant({ service, source, environment }: LeaseRequest): Promise<void> {
    adoptEnvironment(environment)
    const granted = services.lease(service, source, onProgress)
    lease = granted.catch(() => undefined)
    reply({ reply: 'granted', grant: (await granted).grant })
  }

  async function grantContainer(request: ContainerRequest): Promise<void> {
    const { service, settings, environment } = request
    adoptEnvironment(environment)
    const started = startDedicated(service, { name: `${name}-own`, settings, onProgress })
    lease = started.catch(() => undefined)
    own = await started
    reply({ reply: 'granted', grant: own.grant })
  }

  async function act(action: DedicatedAction): Promise<void> {
    await own?.act(action)
    reply({ reply: 'done' })
  }

  function onProgress(text: string): void {
    reply({ reply: 'progress', text })
  }

  async function release(): Promise<void> {
    const ending = lease
    lease = undefined
    try {
      await (await ending)?.release()
    } catch (error) {
      console.log(`cannot release a lease: ${String(error)}`)
    }
  }
}

const startedAt = new Date().toISOString()

function describeFailure(error: unknown): Reply {
  if (error instanceof ServerUnavailableError) {
    return { reply: 'failed', problem: error.problem, remedy: error.remedy }
  }
  console.log(error)
  return {
    reply: 'failed',
    problem: `Cannot start a server: ${String(error)}`,
    remedy: 'look into keeper.log, in the folder that pnpm servers status shows',
  }
}
