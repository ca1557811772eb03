import type { Service } from './server.ts'
import type { Lifeline } from './machine/lifeline.ts'
import type { Grants } from './keeper/protocol.ts'

/** A shared server that hands out leases. */
export interface KeptServer<Name extends Service = Service> {
  version: string
  port: number
  lifeline: Lifeline
  lease(): Promise<Lease<Name>>
  stop(): Promise<void>
}

export interface Lease<Name extends Service = Service> {
  grant: Grants[Name]
  release(): Promise<void>
}
