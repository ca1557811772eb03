import type { DedicatedAction, DedicatedServers } from '../service.ts'
import type { Lifeline } from './lifeline.ts'
import { createQueue } from './queue.ts'
import type { Running } from './start-on-free-port.ts'

export interface Control<Server> {
  addressOf(server: Server): string
  /** What ends a server in order. */
  endSignal: NodeJS.Signals
  /** Whether a server beside these others can end in order just now; else it is killed. */
  canEnd?(others: readonly Lifeline[]): boolean
}

/** Lets the servers of one client crash, stop and start again, each on the same data and port. */
export function controlServers<Server extends Running<{ version: string }>>(
  first: readonly Server[],
  { addressOf, endSignal, canEnd = () => true }: Control<Server>,
): DedicatedServers {
  const running: Running<{ version: string }>[] = [...first]
  const inTurn = createQueue()

  const at = (node: number) => {
    const server = running[node]
    if (!server) throw new RangeError(`Cannot control server ${node}: there is none`)
    return server
  }
  const kill = async (node: number, signal: NodeJS.Signals) => {
    const { lifeline } = at(node)
    await lifeline.kill(signal)
    await lifeline.waitForExit()
  }
  const end = (node: number) => {
    const others = running.filter((_, other) => other !== node).map(({ lifeline }) => lifeline)
    return kill(node, canEnd(others) ? endSignal : 'SIGKILL')
  }
  const actOn = async (action: DedicatedAction, node: number) => {
    await (action === 'crash' ? kill(node, 'SIGKILL') : inTurn(() => end(node)))
    if (action === 'restart') running[node] = await at(node).restart()
  }
  return {
    version: first[0]?.ready.version ?? '',
    addresses: first.map(addressOf),
    async act(action, nodes) {
      await Promise.all(nodes.map((node) => actOn(action, node)))
    },
    async remove() {
      await Promise.all(running.map(({ lifeline }) => lifeline.stop()))
    },
  }
}
