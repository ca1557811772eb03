import { controlServers } from '../machine/control-servers.ts'
import type { DedicatedServers, ProcessOptions } from '../service.ts'
import { startChromium } from './start-chromium.ts'

/** Starts one that a caller has for itself. */
export async function startDedicated(
  _topology: object,
  options: ProcessOptions,
): Promise<DedicatedServers> {
  return controlServers([await startChromium(options)], {
    addressOf: ({ url }) => url,
    endSignal: 'SIGTERM',
  })
}
