import { join } from 'node:path'
import { truncateLargeLog } from '../machine/log-file.ts'
import { readMemoryBytes } from '../machine/process-memory.ts'
import type { OnProgress, Service } from '../server.ts'
import type { KeepOptions, KeptServer, Lease } from './kept-server.ts'
import type { ServiceStatus } from './protocol.ts'
import type { RuntimeFolder } from './runtime-folder.ts'

export interface Services {
  lease(service: Service, onProgress: OnProgress): Promise<Lease>
  status(): Promise<ServiceStatus[]>
  stop(): Promise<void>
}

interface Entry {
  server: Promise<KeptServer>
  /** Everybody who waits for the start hears how it goes. */
  listeners: Set<OnProgress>
  leases: number
}

const services: readonly Service[] = ['postgres', 'redis', 'kafka']

/** Starts each service at its first lease; one that has died starts anew at the next. */
export function keepServices(runtime: RuntimeFolder): Services {
  const entries = new Map<Service, Entry>()

  const start = (service: Service): Entry => {
    const listeners = new Set<OnProgress>()
    const logFile = join(runtime.folder, `${service}.log`)
    truncateLargeLog(logFile)
    const onProgress = (text: string) => {
      console.log(`${service}: ${text}`)
      for (const listener of listeners) listener(text)
    }
    const server = keep(service, { name: `${runtime.name}-${service}`, logFile, onProgress })
    const entry: Entry = { server, listeners, leases: 0 }
    entries.set(service, entry)
    const forget = () => {
      if (entries.get(service) === entry) entries.delete(service)
    }
    server.then(async ({ lifeline, version, port }) => {
      console.log(`${service}: version ${version} on port ${port}, pid ${lifeline.pid}`)
      const code = await lifeline.waitForExit()
      console.log(`${service}: exited with ${code}`)
      forget()
      await lifeline.stop()
    }, forget)
    return entry
  }

  return {
    async lease(service, onProgress) {
      const entry = entries.get(service) ?? start(service)
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
      return Promise.all(services.map((service) => describe(service, entries.get(service))))
    },
    async stop() {
      await Promise.allSettled(
        [...entries.values()].map(async ({ server }) => (await server).stop()),
      )
    },
  }
}

// Imported when asked for: PostgreSQL alone must not load the clients of the others.
async function keep(service: Service, options: KeepOptions): Promise<KeptServer> {
  switch (service) {
    case 'postgres':
      return (await import('./keep-postgres.ts')).keepPostgres(options)
    case 'redis':
      return (await import('./keep-redis.ts')).keepRedis(options)
    case 'kafka':
      return (await import('./keep-kafka.ts')).keepKafka(options)
  }
}

async function describe(service: Service, entry: Entry | undefined): Promise<ServiceStatus> {
  const server = await entry?.server.catch(() => undefined)
  if (!entry || !server) return { service, running: false }
  const memoryBytes = await readMemoryBytes(server.lifeline.pid)
  return {
    service,
    running: true,
    version: server.version,
    port: server.port,
    pid: server.lifeline.pid,
    leases: entry.leases,
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
  }
}
