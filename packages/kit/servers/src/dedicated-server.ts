import type { Running } from './machine/start-on-free-port.ts'

/** What every private server can do in a destructive scene. */
export interface DedicatedServer extends AsyncDisposable {
  /** Kills the server with SIGKILL and waits until it is gone; its data stays. */
  crash(): Promise<void>
  /** Ends the server in order and waits until it is gone; its data stays. */
  stop(): Promise<void>
  /** Starts it again on the same data and port, after a crash or a stop. */
  restart(): Promise<void>
}

export function controlDedicatedServer(
  first: Running<object>,
  options: { stopSignal: NodeJS.Signals; endClients: () => Promise<void> },
): DedicatedServer {
  let running = first
  const end = async (signal: NodeJS.Signals) => {
    running.lifeline.kill(signal)
    await running.lifeline.waitForExit()
  }
  return {
    crash: () => end('SIGKILL'),
    stop: () => end(options.stopSignal),
    async restart() {
      await end(options.stopSignal)
      running = await running.restart()
    },
    async [Symbol.asyncDispose]() {
      await options.endClients()
      await running.lifeline.stop()
    },
  }
}
