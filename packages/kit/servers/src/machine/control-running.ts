import type { DedicatedAction, DedicatedGrant } from '../keeper/protocol.ts'
import type { Service } from '../server.ts'
import { createQueue } from './queue.ts'
import type { Running } from './start-on-free-port.ts'

// What ends each server in order.
const endSignals = { postgres: 'SIGINT', redis: 'SIGTERM', kafka: 'SIGTERM' } as const

/** Servers that belong to one client. */
export interface ServersControl {
  /** Does it to the servers at these places, all at once. */
  act(action: DedicatedAction, nodes: readonly number[]): Promise<void>
  remove(): Promise<void>
}

/** Servers that one client has for itself. */
export interface StartedTopology {
  grant: DedicatedGrant
  control: ServersControl
}

/** Says where the servers of one client are, and gives the control over them. */
export function describeTopology<Server extends Running<{ version: string }>>(
  service: Service,
  servers: readonly Server[],
  addressOf: (server: Server) => string,
): StartedTopology {
  return {
    grant: { version: servers[0]?.ready.version ?? '', addresses: servers.map(addressOf) },
    control: controlRunning(service, servers),
  }
}

/** Lets servers crash, stop and start again, each on the same data and port. */
function controlRunning(service: Service, first: readonly Running<object>[]): ServersControl {
  const running = [...first]
  const inTurn = createQueue()

  const end = async (node: number, action: DedicatedAction) => {
    const { lifeline } = at(node)
    await lifeline.kill(
      action === 'crash' || !mayEndInOrder(node) ? 'SIGKILL' : endSignals[service],
    )
    await lifeline.waitForExit()
  }
  const at = (node: number) => {
    const server = running[node]
    if (!server) throw new RangeError(`Cannot control server ${node}: there is none`)
    return server
  }
  // A broker that is to end asks the controllers to let it go. Alone among several it is no
  // majority, gets no answer, and would ask for five minutes.
  const mayEndInOrder = (node: number) =>
    service !== 'kafka' ||
    running.length === 1 ||
    running.some(({ lifeline }, other) => other !== node && !lifeline.hasExited())

  const actOn = async (action: DedicatedAction, node: number) => {
    await (action === 'crash' ? end(node, action) : inTurn(() => end(node, action)))
    if (action === 'restart') running[node] = await at(node).restart()
  }
  return {
    async act(action, nodes) {
      await Promise.all(nodes.map((node) => actOn(action, node)))
    },
    async remove() {
      await Promise.all(running.map(({ lifeline }) => lifeline.stop()))
    },
  }
}
