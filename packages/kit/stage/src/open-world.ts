import type { Concept, World } from './concept.ts'
import type { ServerLabel } from './events.ts'

export interface OpenedWorld<W extends World> extends AsyncDisposable {
  world: W
  /** Those that the demo got, as its first line says them. */
  servers: ServerLabel[]
}

/**
 * Opens a demo's servers and other resources. Disposing them goes in reverse, and goes on when one
 * fails.
 */
export async function openWorld<W extends World>(
  demo: Concept<W>,
  signal: AbortSignal,
): Promise<OpenedWorld<W>> {
  // Stopped while a server starts: waits for it, so that it is disposed.
  const world = await demo.open()
  const opened = {
    world,
    servers: Object.values(world).flatMap((part) => part.server ?? []),
    async [Symbol.asyncDispose]() {
      const errors: unknown[] = []
      for (const part of Object.values(world).toReversed()) {
        try {
          await part[Symbol.asyncDispose]()
        } catch (error) {
          errors.push(error)
        }
      }
      if (errors.length === 1) throw errors[0]
      if (errors.length > 1)
        throw new AggregateError(errors, `Cannot dispose the world of demo "${demo.id}"`)
    },
  }
  if (signal.aborted) {
    await opened[Symbol.asyncDispose]()
    signal.throwIfAborted()
  }
  return opened
}
