import { ServerUnavailableError } from '../server-unavailable-error.ts'
import type { ServiceDefinition } from '../service.ts'
import { cacheBase } from './cache-folder.ts'
import { fileFailure } from './file-failure.ts'
import { folderUnavailable } from './folder-unavailable.ts'

/** Turns what a full or closed cache folder causes into a sentence; other errors stay as they are. */
export function describeCacheFailure({ id, name }: ServiceDefinition, error: unknown): Error {
  if (error instanceof ServerUnavailableError && !isFullDisk(error)) return error
  const reason = isFullDisk(error) ? 'the disk is full' : fileFailure(error)
  if (reason === undefined) return folderUnavailable(error, { service: id, source: 'embedded' })
  return new ServerUnavailableError({
    service: id,
    source: 'embedded',
    problem: `Cannot put ${name} into ${cacheBase()}: ${reason}`,
    remedy: 'free some space there, or set XDG_CACHE_HOME to another folder',
    cause: error,
  })
}

// Maven's own words, when it is Maven that finds the disk full.
function isFullDisk(error: unknown): boolean {
  return (error as Error).message.includes('No space left on device')
}
