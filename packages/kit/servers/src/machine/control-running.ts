import type { DedicatedAction, DedicatedGrant } from '../keeper/protocol.ts'
import type { Service } from '../server.ts'
import type { Running } from './start-on-free-port.ts'

// What ends each server in order.
const stopSignals = { postgres: 'SIGINT', redis: 'SIGTERM', kafka: 'SIGTERM' } as const

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
function controlRunning(
  service: Service,
  first: readonly Running<object>[],
): ServersControl {
  const running = [...first]
  const actOn = async (action: DedicatedAction, node: number) => {
    const current = running[node]
    if (!current) throw new RangeError(`Cannot ${action} server ${node}: there is none`)
    await current.lifeline.kill(action === 'crash' ? 'SIGKILL' : stopSignals[service])
    await current.lifeline.waitForExit()
    if (action === 'restart') running[node] = await current.restart()
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
