import { boundText } from './bound-text.ts'
import type { Source } from './server.ts'

// They have what a server, a tool or a variable said, and go through the keeper's socket.
const mostCharacters = 4_000

/** Says that a server cannot be had, and which line mends it. */
export class ServerUnavailableError extends Error {
  override readonly name = 'ServerUnavailableError'
  /** The id of a service: `postgres`. */
  readonly service: string
  readonly source: Source
  /** What is wrong, as one sentence. */
  readonly problem: string
  /** What to do about it, as one line. */
  readonly remedy: string

  constructor(details: ServerUnavailableDetails) {
    const { service, source, cause } = details
    const problem = boundText(details.problem, mostCharacters)
    const remedy = boundText(details.remedy, mostCharacters)
    super(`${problem}\nTry: ${remedy}`, cause === undefined ? undefined : { cause })
    this.service = service
    this.source = source
    this.problem = problem
    this.remedy = remedy
  }
}

export interface ServerUnavailableDetails {
  service: string
  source: Source
  problem: string
  remedy: string
  cause?: unknown
}
