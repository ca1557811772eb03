/** A source whose servers the lab starts itself. */
export type LabSource = 'embedded' | 'containers'

/** Where a server comes from. */
export type Source = 'yours' | LabSource

/** The server behind a lease. */
export interface Server {
  /** As a concept's `needs` has it: `postgres`. */
  service: string
  /** As people write it: `PostgreSQL`. */
  name: string
  source: Source
  /** As the server itself says it, for example `18.4`; empty when it does not say. */
  version: string
}

/** Called with one short line each time that long work makes a step. */
export type OnProgress = (text: string) => void
