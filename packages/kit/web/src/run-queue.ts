import PQueue from 'p-queue'

const mostWaiting = 8

/** Too many runs wait already. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError'
}

export interface RunQueue {
  /**
   * Runs one thing after the other: races of one world share its tables. A request that waits leaves when the
   * signal aborts; what has begun is waited for, because the next one runs on the same tables.
   *
   * @param onWaiting Hears how many are ahead, when there are any.
   * @throws {QueueFullError} If too many wait already.
   */
  add(
    run: () => Promise<void>,
    signal: AbortSignal,
    onWaiting: (ahead: number) => void,
  ): Promise<void>
}

export function createRunQueue(): RunQueue {
  const queue = new PQueue({ concurrency: 1 })
  return {
    async add(run, signal, onWaiting) {
      if (queue.size >= mostWaiting) {
        throw new QueueFullError(`Cannot run: ${mostWaiting} runs wait already`)
      }
      const ahead = queue.size + queue.pending
      if (ahead > 0) onWaiting(ahead)
      const waiting = new AbortController()
      const leave = () => waiting.abort(signal.reason)
      signal.addEventListener('abort', leave)
      const begin = () => {
        signal.removeEventListener('abort', leave)
        signal.throwIfAborted()
        return run()
      }
      await queue.add(begin, { signal: waiting.signal })
    },
  }
}
