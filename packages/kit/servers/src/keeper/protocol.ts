import type { LabSource } from '../server.ts'
import type { DedicatedAction, DedicatedServers, Granted } from '../service.ts'
import type { StartEnvironment } from './start-environment.ts'

/** Goes up when an older keeper would misunderstand a newer client. */
export const protocolVersion = 4

/** Names a service by its module, see `ServiceDefinition`. */
interface ServiceRequest {
  module: string
  environment: StartEnvironment
}

export type Request =
  | ({ ask: 'lease'; source: LabSource } & ServiceRequest)
  /** Containers that this client has for itself. */
  | ({ ask: 'containers'; topology: object } & ServiceRequest)
  /** What to do with some of them, named by their place in the grant. */
  | { ask: 'act'; action: DedicatedAction; nodes: number[] }
  | { ask: 'release' }
  | { ask: 'status' }
  | { ask: 'stop' }

/** Of servers that one client has for itself. */
export type DedicatedGrant = Pick<DedicatedServers, 'version' | 'addresses'>

export type KeeperReply =
  | { reply: 'progress'; text: string }
  | { reply: 'granted'; grant: Granted }
  | { reply: 'failed'; problem: string; remedy: string }
  | { reply: 'released' }
  | { reply: 'done' }
  | { reply: 'status'; status: KeeperStatus }

export interface KeeperStatus {
  pid: number
  startedAt: string
  /** Those that run. */
  servers: RunningServer[]
}

/** One shared server of the keeper; each source may have one. */
export interface RunningServer {
  /** The id of its service. */
  service: string
  running: true
  source: LabSource
  version: string
  port: number
  /** `pid 4711`, or `container 0123456789ab`. */
  name: string
  leases: number
  /** Of the whole server; absent where the system does not say. */
  memoryBytes?: number
}
