import type { Socket } from 'node:net'
import type { StartedTopology } from '../machine/control-running.ts'
import { describeFailure } from './describe-failure.ts'
import { onLines, sendLine } from './json-lines.ts'
import type { Services } from './keep-services.ts'
import type { Lease } from '../shared-server.ts'
import type { Reply, Request } from './protocol.ts'
import { adoptEnvironment } from './start-environment.ts'

type LeaseRequest = Extract<Request, { ask: 'lease' }>
type ContainersRequest = Extract<Request, { ask: 'containers' }>
type ActRequest = Extract<Request, { ask: 'act' }>

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
  let lease: Promise<Pick<Lease, 'release'> | undefined> | undefined
  let own: StartedTopology | undefined
  let answered = Promise.resolve()
  const reply = (message: Reply) => sendLine(socket, message)

  socket.on('error', () => {})
  socket.on('close', () => {
    void release().finally(onDone)
  })
  onLines<Request>(socket, (request) => {
    const answering = answer(request).catch(describeFailure)
    // Requests may take long and run at once; the client tells their answers apart by their order.
    answered = answered.then(async () => reply(await answering))
  })

  async function answer(request: Request): Promise<Reply> {
    switch (request.ask) {
      case 'lease':
        return grant(request)
      case 'containers':
        return grantContainers(request)
      case 'act':
        return act(request)
      case 'release':
        await release()
        return { reply: 'released' }
      case 'status': {
        const status = { pid: process.pid, startedAt, services: await services.status() }
        return { reply: 'status', status }
      }
      case 'stop':
        await stop()
        return { reply: 'done' }
    }
  }

  async function grant({ service, source, environment }: LeaseRequest): Promise<Reply> {
    adoptEnvironment(environment)
    const granted = services.lease(service, source, onProgress)
    lease = granted.catch(() => undefined)
    return { reply: 'granted', grant: (await granted).grant }
  }

  async function grantContainers(request: ContainersRequest): Promise<Reply> {
    adoptEnvironment(request.environment)
    const started = startOwn(request)
    lease = started.then(
      ({ control }) => ({ release: control.remove }),
      () => undefined,
    )
    own = await started
    return { reply: 'granted', grant: own.grant }
  }

  async function startOwn({ topology }: ContainersRequest): Promise<StartedTopology> {
    const { startContainers } = await import('../containers/start-containers.ts')
    return startContainers(topology, { name: `${name}-own`, onProgress })
  }

  async function act({ action, nodes }: ActRequest): Promise<Reply> {
    await own?.control.act(action, nodes)
    return { reply: 'done' }
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
