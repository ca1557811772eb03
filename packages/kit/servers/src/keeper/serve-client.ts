import type { Socket } from 'node:net'
import type { DedicatedServers, Lease, ServiceDefinition, StartOptions } from '../service.ts'
import { describeFailure } from './describe-failure.ts'
import { onLines, sendLine } from './json-lines.ts'
import type { Services } from './keep-services.ts'
import { loadService } from './load-service.ts'
import type { KeeperReply, Request } from './protocol.ts'
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
export function serveClient(socket: Socket, options: ServeClientOptions): void {
  const reply = (message: KeeperReply) => sendLine(socket, message)
  const held = createHeldLease(options, (text) => reply({ reply: 'progress', text }))
  let answered = Promise.resolve()
  socket.on('error', () => {})
  socket.on('close', () => {
    void held.release().finally(options.onDone)
  })
  onLines<Request>(socket, (request) => {
    const answering = answer(request, held, options).catch(describeFailure)
    // Requests may take long and run at once; the client tells their answers apart by their order.
    answered = answered.then(async () => reply(await answering))
  })
}

async function answer(
  request: Request,
  held: HeldLease,
  { services, stop }: ServeClientOptions,
): Promise<KeeperReply> {
  switch (request.ask) {
    case 'lease':
      return held.grant(request)
    case 'containers':
      return held.grantContainers(request)
    case 'act':
      return held.act(request)
    case 'release':
      await held.release()
      return { reply: 'released' }
    case 'status': {
      const status = { pid: process.pid, startedAt, servers: await services.status() }
      return { reply: 'status', status }
    }
    case 'stop':
      await stop()
      return { reply: 'done' }
  }
}

/** What one client holds: a part of a shared server, or containers for itself. */
interface HeldLease {
  grant(request: LeaseRequest): Promise<KeeperReply>
  grantContainers(request: ContainersRequest): Promise<KeeperReply>
  act(request: ActRequest): Promise<KeeperReply>
  release(): Promise<void>
}

function createHeldLease(
  { name, services }: ServeClientOptions,
  onProgress: (text: string) => void,
): HeldLease {
  let lease: Promise<Pick<Lease, 'release'> | undefined> | undefined
  let dedicated: DedicatedServers | undefined

  return {
    async grant({ module, source, environment }) {
      const granted = loadService(module).then((service) => {
        adoptEnvironment(environment)
        return services.lease(service, source, onProgress)
      })
      lease = granted.catch(() => undefined)
      return { reply: 'granted', grant: (await granted).grant }
    },
    async grantContainers({ module, topology, environment }) {
      const started = loadService(module).then((service) => {
        adoptEnvironment(environment)
        return startContainers(service, topology, { name: `${name}-dedicated`, onProgress })
      })
      lease = started.then(
        ({ remove }) => ({ release: remove }),
        () => undefined,
      )
      dedicated = await started
      const { version, addresses } = dedicated
      return { reply: 'granted', grant: { version, addresses } }
    },
    async act({ action, nodes }) {
      await dedicated?.act(action, nodes)
      return { reply: 'done' }
    },
    async release() {
      const ending = lease
      lease = undefined
      try {
        await (await ending)?.release()
      } catch (error) {
        console.log(`cannot release a lease: ${String(error)}`)
      }
    },
  }
}

async function startContainers(
  service: ServiceDefinition,
  topology: object,
  options: Omit<StartOptions, 'service'>,
): Promise<DedicatedServers> {
  const starts = await service.starts.containers?.()
  if (!starts) throw new TypeError(`Cannot start ${service.name} in a container: it has none`)
  return starts.startDedicated(topology, { service, ...options })
}

const startedAt = new Date().toISOString()
