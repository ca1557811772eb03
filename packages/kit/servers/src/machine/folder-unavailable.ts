import type { Source } from '../server.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import { FolderRefusedError } from './folder-refused-error.ts'

/** Says of a refused folder which server cannot be had because of it; other errors stay as they are. */
export function folderUnavailable(
  error: unknown,
  wanted: { service: string; source: Source },
): Error {
  if (!(error instanceof FolderRefusedError)) return error as Error
  const { problem, remedy } = error
  return new ServerUnavailableError({ ...wanted, problem, remedy, cause: error })
}
