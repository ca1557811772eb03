import type { OwnSource } from '../sources/choose-source.ts'
import type { Service } from '../server.ts'

/** Goes up when an older keeper would misunderstand a newer client. */
export const protocolVersion = 3

/** What a lease gives, per service. */
export interface Grants {
  postgres: { version: string; url: string }
  redis: { version: string; url: string }
  kafka: { version: string; brokers: string[]; prefix: string }
}

export type Request =
  | { ask: 'lease'; service: Service; source: OwnSource; environment: NodeJS.ProcessEnv }
  /** Containers of the client's own, which are not shared. */
  | { ask: 'containers'; topology: Topology; environment: NodeJS.ProcessEnv }
  /** What to do with some of them, named by their place in the grant. */
  | { ask: 'act'; action: DedicatedAction; nodes: number[] }
  | { ask: 'release' }
  | { ask: 'status' }
  | { ask: 'stop' }

/** What a client may have of its own: one server, or several that know each other. */
export type Topology =
  | { service: 'postgres'; settings: Record<string, string>; standby: boolean }
  | { service: 'redis'; settings: Record<string, string> }
  | { service: 'kafka'; settings: Record<string, string>; brokers: number }

/** Of servers of a client's own. */
export interface DedicatedGrant {
  version: string
  /** One for each server: URLs, the primary before its standby, or `host:port` of brokers. */
  addresses: string[]
}

export type DedicatedAction = 'crash' | 'stop' | 'restart'

export type Reply =
  | { reply: 'progress'; text: string }
  | { reply: 'granted'; grant: Grants[Service] | DedicatedGrant }
  | { reply: 'failed'; problem: string; remedy: string }
  | { reply: 'released' }
  | { reply: 'done' }
  | { reply: 'status'; status: KeeperStatus }

export interface KeeperStatus {
  pid: number
  startedAt: string
  services: ServiceStatus[]
}

/** One shared server of the keeper; each source may have one. */
export type ServiceStatus =
  | { service: Service; running: false }
  | {
      service: Service
      running: true
      source: OwnSource
      version: string
      port: number
      /** `pid 4711`, or `container 0123456789ab`. */
      name: string
      leases: number
      /** Of the whole server; absent where the system does not say. */
      memoryBytes?: number
    }
