import { lchownSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { SystemUser } from './system-user.ts'

/**
 * Makes a folder and all in it another user's: links themselves, not what they point to, and the
 * folder last, because from then on that user's processes may put links into it.
 */
export function giveFolder(folder: string, { uid, gid }: SystemUser): void {
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(folder, entry), uid, gid)
  }
  lchownSync(folder, uid, gid)
}
