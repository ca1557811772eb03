import type { Check } from './check.ts'
import type { Lifeline } from './machine/lifeline.ts'
import type { OnProgress } from './server.ts'

/**
 * All that the lab knows of one kind of server. The object is light: what needs a client of the
 * service is imported inside of its functions, so that PostgreSQL alone loads no client of Kafka.
 */
export interface ServiceDefinition<
  Grant extends Granted = Granted,
  Topology extends object = object,
> {
  /** As a concept's `needs` has it, and names of files and containers: `postgres`. */
  readonly id: string
  /** As people write it: `PostgreSQL`. */
  readonly name: string
  /** The module that exports this as `definition`: the keeper knows no service, and loads it from there. */
  readonly module: string
  /** Variables that finding or starting it depends on, besides those of every service. */
  readonly variables?: readonly string[]
  /** When Maven fetches it; absent when it never does. */
  readonly fetchedByMaven?: 'always' | 'where none is installed'
  /** The user's own server, by its address; absent where there is no such thing. */
  readonly yours?: YourServer<Grant>
  /** The image of its containers, unless the variable names another. */
  readonly image?: { readonly name: string; readonly variable: string }
  /** Whether the keeper holds one for all callers; else each has its own. */
  readonly isShared: boolean
  /** Loads what starts it, from each source that it has. */
  readonly starts: {
    embedded?(): Promise<Starts<Grant, Topology, ProcessOptions>>
    containers?(): Promise<Starts<Grant, Topology, StartOptions>>
  }
  /** Looks at what this machine has for it; starts nothing. */
  checks(): Promise<Check[]>
}

/** A module that starts servers of one service from one source. */
export interface Starts<Grant extends Granted, Topology extends object, Options> {
  /** Starts the one that all callers share; absent when it is never shared. */
  startShared?(options: Options): Promise<SharedServer<Grant>>
  /** Starts those that one caller has for itself. */
  startDedicated(topology: Topology, options: Options): Promise<DedicatedServers>
}

export interface YourServer<Grant extends Granted> {
  /** Names the address: `DATABASE_URL`. */
  readonly variable: string
  /**
   * Reads where an address leads to.
   * @throws {Error} If it is no address of this service.
   */
  placeOf(address: string): Place
  /** Checks the server, and takes a part of it. */
  lease(address: string): Promise<Lease<Grant>>
}

export interface Place {
  host: string
  port: number
}

/** What every lease says besides the place of its part. */
export interface Granted {
  version: string
}

/** A part of a server, for one caller. */
export interface Lease<Grant extends Granted = Granted> {
  grant: Grant
  /** Cleans the part up and gives it back. */
  release(): Promise<void>
}

export interface StartOptions {
  /** Whose texts and image count: one service may be started by the parts of another. */
  service: ServiceDefinition
  /** Part of the name of its data folder or container. */
  name: string
  onProgress: OnProgress
}

export interface ProcessOptions extends StartOptions {
  /** Takes its output. */
  logFile: string
}

/** A server that hands out leases to all callers. */
export interface SharedServer<Grant extends Granted = Granted> {
  version: string
  port: number
  lifeline: Lifeline
  lease(): Promise<Lease<Grant>>
  stop(): Promise<void>
}

/** Servers that one caller has for itself: one, or several that know each other. */
export interface DedicatedServers {
  version: string
  /** One for each server: URLs, a primary before its standby, or `host:port`. */
  addresses: string[]
  /** Does it to the servers at these places, all at once. */
  act(action: DedicatedAction, nodes: readonly number[]): Promise<void>
  /** Ends them and removes their data. */
  remove(): Promise<void>
}

export type DedicatedAction = 'crash' | 'stop' | 'restart'
