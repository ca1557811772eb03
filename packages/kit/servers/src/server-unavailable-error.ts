import type { Service, Source } from './server.ts'

/** Says that a server cannot be had, and which line mends it. */
export class ServerUnavailableError extends Error {
  override readonly name = 'ServerUnavailableError'
  readonly service: Service
  readonly source: Source
  /** What is wrong, as one sentence. */
  readonly problem: string
  /** What to do about it, as one line. */
  readonly remedy: string

  constructor(details: ServerUnavailableDetails) {
    super(
      `${details.problem}\nTry: ${details.remedy}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    )
    this.service = details.service
    this.source = details.source
    this.problem = details.problem
    this.remedy = details.remedy
  }
}

export interface ServerUnavailableDetails {
  service: Service
  source: Source
  problem: string
  remedy: string
  cause?: unknown
}
