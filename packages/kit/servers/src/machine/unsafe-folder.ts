import { lstatSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { ownName, ownUid } from './system-user.ts'

export interface UnsafeFolder {
  folder: string
  /** What it must be, and what it is. */
  rule: string
  isWritable: boolean
}

/**
 * Finds a folder, from this one up to the root, whose owner or writers could put something else
 * into the place of what is below it. The rule is that of OpenSSH's StrictModes; in a sticky folder
 * only the owner of an entry can do so.
 */
export function findUnsafeFolder(path: string): UnsafeFolder | undefined {
  const owners = ownUid() === 0 ? 'root' : `user ${ownName()} or root`
  // The owner of the root can do everything anyway; in some sandboxes that is not user 0.
  const trusted = [0, ownUid(), lstatSync('/').uid]
  for (let folder = realpathSync(path); ; folder = dirname(folder)) {
    const { uid, mode } = lstatSync(folder)
    const isWritable = isWritableByOthers(mode) && (mode & 0o1000) === 0
    if (isWritable || !trusted.includes(uid)) {
      const received = isWritable ? `mode ${octal(mode)}` : `one of user ${uid}`
      const rule = `must be a folder of ${owners} that others may not write to, received ${received}`
      return { folder, rule, isWritable }
    }
    if (folder === dirname(folder)) return undefined
  }
}

export function isWritableByOthers(mode: number): boolean {
  return (mode & 0o022) !== 0
}

function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0')
}
