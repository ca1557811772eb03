import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A process of ours that answers each order with one reply. */
export interface Child<Order, Reply> extends AsyncDisposable {
  ask(order: Order): Promise<Reply>
  /** Resolves when the process has ended, however. */
  readonly ended: Promise<void>
  /** Sends it a signal, and waits until it has ended. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

/**
 * Starts a module as a process. It ends with this one, also on `kill -9`: see `answer-parent.ts`.
 *
 * @param options.env What its environment has besides this one's.
 * @param options.onNote Hears what the process says without being asked.
 */
export function startChild<Order, Reply, Note = never>(
  module: URL,
  options: {
    args?: string[]
    env?: Record<string, string>
    onNote?: (note: Note) => void
  } = {},
): Child<Order, Reply> {
  const child = fork(fileURLToPath(module), options.args ?? [], {
    execArgv: [],
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, PromiseWithResolvers<Reply>>()
  let asked = 0
  child.on('message', (message: { id: number; reply: Reply } | { note: Note }) => {
    if ('note' in message) return options.onNote?.(message.note)
    waiting.get(message.id)?.resolve(message.reply)
    waiting.delete(message.id)
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      const how = signal === null ? `with exit code ${code}` : `by ${signal}`
      const error = new Error(`Cannot ask process: it has ended ${how}`)
      for (const { reject } of waiting.values()) reject(error)
      resolve()
    })
  })
  return {
    ended,
    async kill(signal) {
      child.kill(signal)
      await ended
    },
    ask(order) {
      const reply = Promise.withResolvers<Reply>()
      const id = (asked += 1)
      waiting.set(id, reply)
      child.send({ id, order }, (error) => {
        if (error !== null)
          reply.reject(new Error('Cannot ask process: it has ended', { cause: error }))
      })
      return reply.promise
    },
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
