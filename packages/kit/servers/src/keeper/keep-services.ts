import { join } from 'node:path'
import { imageOf } from '../containers/image-of.ts'
import { truncateLargeLog } from '../machine/log-file.ts'
import type { LabSource, OnProgress } from '../server.ts'
import type { Lease, ProcessOptions, ServiceDefinition, SharedServer } from '../service.ts'
import type { RunningServer } from './protocol.ts'
import type { RuntimeFolder } from './runtime-folder.ts'

export interface Services {
  lease(service: ServiceDefinition, source: LabSource, onProgress: OnProgress): Promise<Lease>
  status(): Promise<RunningServer[]>
  stop(): Promise<void>
}

interface Entry {
  /** Names it in the log: `redis (embedded)`. */
  key: string
  service: ServiceDefinition
  source: LabSource
  server: Promise<SharedServer>
  /** Everybody who waits for the start hears how it goes. */
  listeners: Set<OnProgress>
  leases: number
}

/** Starts each service at its first lease from a source; one that has died starts anew at the next. */
export function keepServices(runtime: RuntimeFolder): Services {
  const entries = new Map<string, Entry>()

  const start = (service: ServiceDefinition, source: LabSource): Entry => {
    const entry = enter(service, source, runtime)
    entries.set(entry.key, entry)
    void forgetWhenGone(entry, entries)
    return entry
  }
  return {
    async lease(service, source, onProgress) {
      const entry = entries.get(keyOf(service, source)) ?? start(service, source)
      entry.listeners.add(onProgress)
      try {
        return await leaseFrom(entry)
      } finally {
        entry.listeners.delete(onProgress)
      }
    },
    async status() {
      const running = await Promise.all([...entries.values()].map(describe))
      return running.flatMap((one) => one ?? [])
    },
    async stop() {
      await Promise.allSettled(
        [...entries.values()].map(async ({ server }) => (await server).stop()),
      )
    },
  }
}

function enter(service: ServiceDefinition, source: LabSource, runtime: RuntimeFolder): Entry {
  const key = keyOf(service, source)
  const listeners = new Set<OnProgress>()
  const logFile = join(runtime.folder, `${service.id}.log`)
  truncateLargeLog(logFile)
  const onProgress = (text: string) => {
    console.log(`${key}: ${text}`)
    for (const listener of listeners) listener(text)
  }
  // A container's name tells the service anyway.
  const name = source === 'embedded' ? `${runtime.name}-${service.id}` : runtime.name
  const server = startShared(source, { service, name, logFile, onProgress })
  return { key, service, source, server, listeners, leases: 0 }
}

async function startShared(source: LabSource, options: ProcessOptions): Promise<SharedServer> {
  const { name, starts } = options.service
  const { startShared: start } = (await starts[source]?.()) ?? {}
  if (!start) throw new TypeError(`Cannot share ${name}: it has none from ${source}`)
  return start(options)
}

async function forgetWhenGone(entry: Entry, entries: Map<string, Entry>): Promise<void> {
  const { key } = entry
  const forget = () => {
    if (entries.get(key) === entry) entries.delete(key)
  }
  // A client that waits for the start hears why it failed.
  const server = await entry.server.catch(() => undefined)
  if (!server) return forget()
  const { lifeline, version, port } = server
  console.log(`${key}: version ${version} on port ${port}, ${lifeline.name}`)
  const code = await lifeline.waitForExit()
  console.log(`${key}: exited with ${code}`)
  forget()
  await lifeline.stop()
}

async function leaseFrom(entry: Entry): Promise<Lease> {
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
}

/** Clients that name another image get another container. */
function keyOf(service: ServiceDefinition, source: LabSource): string {
  return `${service.id} (${source === 'containers' ? imageOf(service) : source})`
}

async function describe(entry: Entry): Promise<RunningServer | undefined> {
  const { service, source, leases } = entry
  const server = await entry.server.catch(() => undefined)
  if (!server) return undefined
  const { version, port, lifeline } = server
  const memoryBytes = await lifeline.memoryBytes().catch(() => undefined)
  return {
    service: service.id,
    running: true,
    source,
    version,
    port,
    name: lifeline.name,
    leases,
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
  }
}
