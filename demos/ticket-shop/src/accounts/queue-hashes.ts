// bcrypt takes a thread for each password. Node has four, which also look up names: fifty log-ins at
// once would keep every new connection waiting.
import PQueue from 'p-queue'
import type { Configuration } from '../configuration.ts'

export interface HashQueue {
  /** @throws {TooBusyError} If too many wait already. */
  run<Result>(hash: () => Promise<Result>): Promise<Result>
  readonly waiting: number
}

/** More is asked at once than can be done soon. It is worth trying again. */
export class TooBusyError extends Error {
  override readonly name = 'TooBusyError'
}

export function queueHashes({
  HASHES_AT_ONCE,
  HASHES_WAITING,
}: Pick<Configuration, 'HASHES_AT_ONCE' | 'HASHES_WAITING'>): HashQueue {
  const queue = new PQueue({ concurrency: HASHES_AT_ONCE })
  return {
    async run(hash) {
      const isFull = queue.pending === HASHES_AT_ONCE && queue.size >= HASHES_WAITING
      if (isFull) throw new TooBusyError(`Cannot hash a password: ${queue.size} wait already`)
      return queue.add(hash)
    },
    get waiting() {
      return queue.size
    },
  }
}
