import { controlRunning } from '../machine/control-running.ts'
import type { OnProgress } from '../server.ts'
import type { Lease } from './kept-server.ts'
import type { DedicatedAction, DedicatedService } from './protocol.ts'

/** A container that one client has for itself, until its connection ends. */
export interface DedicatedLease extends Lease<DedicatedService> {
  act(action: DedicatedAction): Promise<void>
}

export interface StartDedicatedOptions {
  name: string
  settings: Record<string, string>
  onProgress: OnProgress
}

export async function startDedicated(
  service: DedicatedService,
  options: StartDedicatedOptions,
): Promise<DedicatedLease> {
  const { url, running } = await start(service, options)
  const { act, remove } = controlRunning(service, running)
  return { grant: { version: running.ready.version, url }, act, release: remove }
}

async function start(service: DedicatedService, options: StartDedicatedOptions) {
  const kept = { ...options, keepsData: true }
  if (service === 'postgres') {
    const { startPostgresContainer } = await import('../containers/start-postgres-container.ts')
    const running = await startPostgresContainer(kept)
    return { url: running.url('postgres'), running }
  }
  const { startRedisContainer } = await import('../containers/start-redis-container.ts')
  const running = await startRedisContainer(kept)
  return { url: running.url, running }
}
