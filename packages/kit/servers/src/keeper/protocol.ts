import type { Service } from '../server.ts'

/** Goes up when an older keeper would misunderstand a newer client. */
export const protocolVersion = 1

/** What a lease gives, per service. */
export interface Grants {
  postgres: { version: string; url: string }
  redis: { version: string; url: string }
  kafka: { version: string; brokers: string[]; prefix: string }
}

export type Request =
  | { ask: 'lease'; service: Service; environment: NodeJS.ProcessEnv }
  | { ask: 'release' }
  | { ask: 'status' }
  | { ask: 'stop' }

export type Reply =
  | { reply: 'progress'; text: string }
  | { reply: 'granted'; grant: Grants[Service] }
  | { reply: 'failed'; problem: string; remedy: string }
  | { reply: 'released' }
  | { reply: 'status'; status: KeeperStatus }

export interface KeeperStatus {
  pid: number
  startedAt: string
  services: ServiceStatus[]
}

/** One shared server of the keeper. */
export type ServiceStatus =
  | { service: Service; running: false }
  | {
      service: Service
      running: true
      version: string
      port: number
      pid: number
      leases: number
      /** Of the server's whole process tree; absent where the system does not say. */
      memoryBytes?: number
    }
