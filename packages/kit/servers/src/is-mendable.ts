import { EngineError } from './containers/engine-error.ts'
import { FolderRefusedError } from './machine/folder-refused-error.ts'
import { ServerUnavailableError } from './server-unavailable-error.ts'

/** Tells the errors that say what is wrong, and which line mends it. */
export function isMendable(error: unknown): error is Error & { problem: string; remedy: string } {
  return [EngineError, FolderRefusedError, ServerUnavailableError].some(
    (known) => error instanceof known,
  )
}
