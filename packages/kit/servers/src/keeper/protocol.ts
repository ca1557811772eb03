import type { OwnSource } from '../choose-source.ts'
import type { Service } from '../server.ts'

/** Goes up when an older keeper would misunderstand a newer client. */
export const protocolVersion = 2

/** What a lease gives, per service. */
export interface Grants {
  postgres: { version: string; url: string }
  redis: { version: string; url: string }
  kafka: { version: string; brokers: string[]; prefix: string }
}

export type Request =
  | { ask: 'lease'; service: Service; source: OwnSource; environment: NodeJS.ProcessEnv }
  /** A container of the client's own, which is not shared. */
  | {
      ask: 'container'
      service: DedicatedService
      settings: Record<string, string>
      environment: NodeJS.ProcessEnv
    }
  /** What to do with that container. */
  | { ask: 'act'; action: DedicatedAction }
  | { ask: 'release' }
  | { ask: 'status' }
  | { ask: 'stop' }

/** The services of which a client may have a server of its own. */
export type DedicatedService = Exclude<Service, 'kafka'>

export type DedicatedAction = 'crash' | 'stop' | 'restart'

export type Reply =
  | { reply: 'progress'; text: string }
  | { reply: 'granted'; grant: Grants[Service] }
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
