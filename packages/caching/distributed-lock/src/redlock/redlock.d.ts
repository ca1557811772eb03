// redlock 5.0.0-beta.2 has types, but its `exports` hide them, and they are of ioredis 4.
declare module 'redlock' {
  import type { Redis } from 'ioredis'

  interface Settings {
    driftFactor?: number
    retryCount?: number
    retryDelay?: number
    retryJitter?: number
    automaticExtensionThreshold?: number
  }

  interface Lock {
    value: string
    /** When it ends, in milliseconds since 1970. */
    expiration: number
    release(): Promise<unknown>
  }

  class ExecutionError extends Error {}

  export { ExecutionError }
  export default class Redlock {
    constructor(clients: Iterable<Redis>, settings?: Settings)
    acquire(resources: string[], durationMs: number, settings?: Settings): Promise<Lock>
  }
}
