import { once } from '../once.ts'
import type { DedicatedAction } from '../service.ts'

/** What every dedicated server can do in a destructive scene. */
export interface DedicatedNode {
  /** Kills the server with SIGKILL and waits until it is gone; its data stays. */
  crash(): Promise<void>
  /** Ends the server in order and waits until it is gone; its data stays. */
  stop(): Promise<void>
  /** Starts it again on the same data and port, after a crash or a stop. */
  restart(): Promise<void>
}

/** One dedicated server, or all of those that belong together. */
export interface DedicatedServer extends DedicatedNode, AsyncDisposable {}

export interface DedicatedServerOptions {
  act: (action: DedicatedAction) => Promise<void>
  endClients: () => Promise<void>
  remove: () => Promise<void>
}

export function createDedicatedServer(options: DedicatedServerOptions): DedicatedServer {
  return {
    ...createDedicatedNode(options.act),
    [Symbol.asyncDispose]: once(async () => {
      await options.endClients()
      await options.remove()
    }),
  }
}

export function createDedicatedNode(
  act: (action: DedicatedAction) => Promise<void>,
): DedicatedNode {
  return {
    crash: () => act('crash'),
    stop: () => act('stop'),
    restart: () => act('restart'),
  }
}
