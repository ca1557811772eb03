import { join } from 'node:path'
import { imageOf } from '../containers/images.ts'
import { truncateLargeLog } from '../machine/log-file.ts'
import type { OwnSource } from '../sources/choose-source.ts'
import type { OnProgress, Service } from '../server.ts'
import type { KeptServer, Lease } from '../shared-server.ts'
import type { ServiceStatus } from './protocol.ts'
import type { RuntimeFolder } from './runtime-folder.ts'
import { startAndKeep } from './start-and-keep.ts'

export interface Services {
  lease(service: Service, source: OwnSource, onProgress: OnProgress): Promise<Lease>
  status(): Promise<ServiceStatus[]>
  stop(): Promise<void>
}

interface Entry {
  service: Service
  source: OwnSource
  server: Promise<KeptServer>
  /** Everybody who waits for the start hears how it goes. */
  listeners: Set<OnProgress>
  leases: number
}

const services: readonly Service[] = ['postgres', 'redis', 'kafka']

/** Starts each service at its first lease from a source; one that has died starts anew at the next. */
export function keepServices(runtime: RuntimeFolder): Services {
  const entries = new Map<string, Entry>()

  const start = (service: Service, source: OwnSource): Entry => {
    const key = keyOf(service, source)
    const listeners = new Set<OnProgress>()
    const logFile = join(runtime.folder, `${service}.log`)
    truncateLargeLog(logFile)
    const onProgress = (text: string) => {
      console.log(`${key}: ${text}`)
      for (const listener of listeners) listener(text)
    }
    const server = startAndKeep(service, source, {
      // A container's name tells the service anyway.
      name: source === 'embedded' ? `${runtime.name}-${service}` : runtime.name,
      logFile,
      onProgress,
    })
    const entry: Entry = { service, source, server, listeners, leases: 0 }
    entries.set(key, entry)
    const forget = () => {
      if (entries.get(key) === entry) entries.delete(key)
    }
    server.then(async ({ lifeline, version, port }) => {
      console.log(`${key}: version ${version} on port ${port}, ${lifeline.name}`)
      const code = await lifeline.waitForExit()
      console.log(`${key}: exited with ${code}`)
      forget()
      await lifeline.stop()
    }, forget)
    return entry
  }

  return {
    async lease(service, source, onProgress) {
      const entry = entries.get(keyOf(service, source)) ?? start(service, source)
      entry.listeners.add(onProgress)
      try {
        const server = await entry.server
        const lease = await server.lease()
        entry.leases += 1
        return {
          grant: lease.grant,
          async release() {
            entry.leases -= 1
            // Nothing is left to clean on a server that has gone.
            if (!server.lifeline.hasExited()) await lease.release()
          },
        }
      } finally {
        entry.listeners.delete(onProgress)
      }
    },
    async status() {
      const all = [...entries.values()]
      const each = services.map(async (service): Promise<ServiceStatus[]> => {
        const own = all.filter((entry) => entry.service === service)
        const running = (await Promise.all(own.map(describe))).flatMap((one) => one ?? [])
        return running.length > 0 ? running : [{ service, running: false }]
      })
      return (await Promise.all(each)).flat()
    },
    async stop() {
      await Promise.allSettled(
        [...entries.values()].map(async ({ server }) => (await server).stop()),
      )
    },
  }
}

/** Clients that name another image get another container. */
function keyOf(service: Service, source: OwnSource): string {
  return `${service} (${source === 'containers' ? imageOf(service) : source})`
}

async function describe(entry: Entry): Promise<ServiceStatus | undefined> {
  const { service, source, leases } = entry
  const server = await entry.server.catch(() => undefined)
  if (!server) return undefined
  const { version, port, lifeline } = server
  const memoryBytes = await lifeline.memoryBytes().catch(() => undefined)
  return {
    service,
    running: true,
    source,
    version,
    port,
    name: lifeline.name,
    leases,
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
  }
}
