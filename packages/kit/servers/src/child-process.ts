import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process of ours that answers each order with one reply. */
export interface Child<Order, Reply> extends AsyncDisposable {
  ask(order: Order): Promise<Reply>
}

/**
 * Starts a module as a process. It ends with this one, also on `kill -9`: see `answer-parent.ts`.
 *
 * @param options.onNote Hears what the process says without being asked.
 */
export function startChild<Order, Reply, Note = never>(
  module: URL,
  options: { args?: string[]; onNote?: (note: Note) => void } = {},
): Child<Order, Reply> {
  const child = fork(fileURLToPath(module), options.args ?? [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, PromiseWithResolvers<Reply>>()
  let asked = 0
  child.on('message', (message: { id: number; reply: Reply } | { note: Note }) => {
    if ('note' in message) return options.onNote?.(message.note)
    waiting.get(message.id)?.resolve(message.reply)
    waiting.delete(message.id)
  })
  child.once('exit', (code) => {
    const error = new Error(`Cannot ask process: it has ended with exit code ${code}`)
    for (const { reject } of waiting.values()) reject(error)
  })
  return {
    ask(order) {
      const reply = Promise.withResolvers<Reply>()
      const id = (asked += 1)
      waiting.set(id, reply)
      child.send({ id, order })
      return reply.promise
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}
