import { existsSync, lstatSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { waitForFileLock } from '../machine/file-lock.ts'
import { ownUid } from '../machine/system-user.ts'
import { describeRuntimeFolder } from './runtime-folder.ts'

const keepMs = 24 * 60 * 60_000

/** Removes the folders of keepers of older code that have been gone for a day. */
export async function sweepRuntimeFolders(ownFolder: string, nowMs: number): Promise<void> {
  const base = dirname(ownFolder)
  for (const name of readdirSync(base).filter((entry) => /^[0-9a-f]{10}$/.test(entry))) {
    // A chosen runtime folder may stand in one that all users share.
    if (lstatSync(join(base, name), { throwIfNoEntry: false })?.uid !== ownUid()) continue
    const { folder, lock, keeperLog } = describeRuntimeFolder(join(base, name))
    if (folder === ownFolder || !existsSync(keeperLog)) continue
    if (nowMs - statSync(keeperLog).mtimeMs < keepMs) continue
    const free = await waitForFileLock(lock, 0)
    free?.release()
    if (free) rmSync(folder, { recursive: true, force: true })
  }
}
