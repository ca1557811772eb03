import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'

const retryMs = 50

// The operating system frees SQLite's lock when its process dies: no stale lock files.
// Handles stay in this set, because a collected handle would let go of its lock.
const held = new Set<DatabaseSync>()

export interface FileLock {
  release(): void
}

function tryFileLock(file: string): FileLock | undefined {
  const database = new DatabaseSync(file)
  try {
    database.exec('pragma busy_timeout = 0; begin exclusive')
  } catch (error) {
    database.close()
    if (isBusy(error)) return undefined
    throw error
  }
  held.add(database)
  return {
    release() {
      held.delete(database)
      database.close()
    },
  }
}

/** Waits for a lock, and gives up after a while. */
export async function waitForFileLock(
  file: string,
  withinMs = Infinity,
): Promise<FileLock | undefined> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const lock = tryFileLock(file)
    if (lock || Date.now() > deadline) return lock
    await delay(retryMs)
  }
}

export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = await waitForFileLock(file)
  try {
    return await work()
  } finally {
    lock?.release()
  }
}

function isBusy(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === 5
}
