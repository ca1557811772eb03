import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileFailure } from './file-failure.ts'
import { FolderRefusedError } from './folder-refused-error.ts'
import { ownName, ownUid } from './system-user.ts'
import { findUnsafeFolder, isWritableByOthers } from './unsafe-folder.ts'

export interface PrivateFolderOptions {
  /** What a person may do when it is refused. */
  remedy: string
  /** Hears that others could write to it until now. */
  onOpen?: (folder: string) => void
}

/**
 * Makes a folder that only this user may enter, or checks the one that is there: a folder and no
 * link, of this user, closed to others, below folders that no other user can exchange. Open modes
 * are mended, all else is refused.
 *
 * The path that it gives has no links, which could be turned elsewhere after the check.
 */
export function privateFolder(path: string, { remedy, onOpen }: PrivateFolderOptions): string {
  const parent = makeFolder(path, remedy)
  const unsafe = findUnsafeFolder(parent)
  if (unsafe) {
    const chmod = unsafe.isWritable ? `chmod go-w ${unsafe.folder}, or ` : ''
    throw new FolderRefusedError({
      problem: `Cannot use ${path}: ${unsafe.folder} ${unsafe.rule}`,
      remedy: `${chmod}${remedy}`,
    })
  }
  const folder = join(parent, basename(path))
  const stats = lstatSync(folder)
  if (!stats.isDirectory() || stats.uid !== ownUid()) {
    const received = stats.isDirectory() ? `one of user ${stats.uid}` : 'a link'
    throw new FolderRefusedError({
      problem: `Cannot use ${path}: it must be a folder of user ${ownName()}, received ${received}`,
      remedy,
    })
  }
  if ((stats.mode & 0o077) !== 0) closeToOthers(folder)
  if (isWritableByOthers(stats.mode)) onOpen?.(folder)
  return folder
}

// By the folder itself: by its name, a link would be followed.
function closeToOthers(folder: string): void {
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants
  const descriptor = openSync(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
  try {
    fchmodSync(descriptor, 0o700)
  } finally {
    closeSync(descriptor)
  }
}

// Not by `recursive`: where the parent is there and takes no folder, as in /proc or below an
// automounter, Node tries without end.
function makeFolders(path: string): void {
  const parent = dirname(path)
  if (parent !== path && !existsSync(parent)) makeFolders(parent)
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}

/** Gives the real path of the folder above it. */
function makeFolder(path: string, remedy: string): string {
  try {
    makeFolders(path)
    return realpathSync(dirname(path))
  } catch (cause) {
    const reason = fileFailure(cause) ?? takesNoFolder(cause) ?? (cause as Error).message
    throw new FolderRefusedError({ problem: `Cannot make ${path}: ${reason}`, remedy, cause })
  }
}

/** The folder above is there, or was made a moment ago: what is missing is a place in it. */
function takesNoFolder(error: unknown): string | undefined {
  const { code, path } = error as NodeJS.ErrnoException
  return code === 'ENOENT' && path !== undefined ? `${dirname(path)} takes no folder` : undefined
}
