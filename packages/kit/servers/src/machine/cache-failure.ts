import { serviceNames } from '../server.ts'
import type { Service } from '../server.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import { cacheBase } from './cache-folder.ts'

const reasons: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'it is not writable',
  EPERM: 'it is not writable',
  EROFS: 'it is read-only',
  EEXIST: 'a part of its path is not a folder',
  ENOTDIR: 'a part of its path is not a folder',
  // A lock file that cannot be made.
  ERR_SQLITE_ERROR: 'it is not writable',
}

/** Turns what a full or closed cache folder causes into a sentence; other errors stay as they are. */
export function describeCacheFailure(service: Service, error: unknown): Error {
  if (error instanceof ServerUnavailableError && !isFullDisk(error)) return error
  const { code = '' } = error as NodeJS.ErrnoException
  const reason = isFullDisk(error) ? reasons['ENOSPC'] : reasons[code]
  if (reason === undefined) return error as Error
  return new ServerUnavailableError({
    service,
    source: 'embedded',
    problem: `Cannot put ${serviceNames[service]} into ${cacheBase()}: ${reason}`,
    remedy: 'free some space there, or set XDG_CACHE_HOME to another folder',
    cause: error,
  })
}

// Maven's own words, when it is Maven that finds the disk full.
function isFullDisk(error: unknown): boolean {
  return (error as Error).message.includes('No space left on device')
}
