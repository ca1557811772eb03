import type { Topology } from '../keeper/protocol.ts'
import type { StartedTopology } from '../machine/control-running.ts'
import type { OnProgress } from '../server.ts'
export async function startContainers(
  _topology: Topology,
  _options: { name: string; onProgress: OnProgress },
): Promise<StartedTopology> {
  throw new Error('todo')
}
