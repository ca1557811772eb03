import type { DedicatedAction, DedicatedService } from '../keeper/protocol.ts'
import type { Running } from './start-on-free-port.ts'

// What ends each server in order.
const stopSignals = { postgres: 'SIGINT', redis: 'SIGTERM' } as const

/** Lets a server crash, stop and start again on the same data and port. */
export function controlRunning(
  service: DedicatedService,
  first: Running<object>,
): { act(action: DedicatedAction): Promise<void>; remove(): Promise<void> } {
  let running = first
  return {
    async act(action) {
      await running.lifeline.kill(action === 'crash' ? 'SIGKILL' : stopSignals[service])
      await running.lifeline.waitForExit()
      if (action === 'restart') running = await running.restart()
    },
    remove: () => running.lifeline.stop(),
  }
}
