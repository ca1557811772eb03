import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { StageEvent } from '@lab/stage'
import type { Level } from './levels.ts'
import type { RunRequest } from './protocol.ts'
import type { StageMessage } from './stage-messages.ts'
import type { WebConcept } from './web-lab.ts'

const closeWithinMs = 1_000

export interface StageProcess {
  /**
   * Runs one thing; one after the other.
   *
   * @throws {Error} If the run fails, or the process ends; then it has to be closed.
   * @throws {RangeError} If the request asks for what there is not.
   */
  run(
    request: RunRequest,
    emit: (event: StageEvent) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>
  /** Gives its servers back and ends it, whatever it does. */
  close(): Promise<void>
}

export function startStageProcess(concept: WebConcept, level: Level | undefined): StageProcess {
  const program = fileURLToPath(new URL('./stage-process.ts', import.meta.url))
  const child = fork(program, [concept.id, concept.folder, level ?? ''], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  return {
    async run(request, emit, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      let shown = Promise.resolve()
      const hear = (message: StageMessage) => {
        if (message.type === 'event') shown = shown.then(() => emit(message.event))
        else if (message.type === 'end') resolve()
        else if (message.type === 'refused') reject(new RangeError(message.message))
        else reject(new Error(message.message))
      }
      const end = () => reject(new Error('Cannot go on: the process of this run has ended'))
      const abort = () => reject(signal.reason as Error)
      child.on('message', hear)
      child.once('exit', end)
      signal.addEventListener('abort', abort)
      try {
        signal.throwIfAborted()
        if (!child.connected) end()
        else child.send(request)
        await promise
        await shown
      } finally {
        child.off('message', hear)
        child.off('exit', end)
        signal.removeEventListener('abort', abort)
      }
    },
    async close() {
      if (child.connected) child.disconnect()
      const late = setTimeout(() => child.kill('SIGKILL'), closeWithinMs)
      await exited
      clearTimeout(late)
    },
  }
}
