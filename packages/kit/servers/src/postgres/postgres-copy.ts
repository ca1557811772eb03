import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { ownUid } from '../machine/system-user.ts'
import type { SystemUser } from '../machine/system-user.ts'
import { findUnsafeFolder, isWritableByOthers } from '../machine/unsafe-folder.ts'

/** Where root keeps copies for the user that PostgreSQL runs as. */
export const copiesFolder = '/var/cache/backend-lab'

/**
 * Gives a copy of PostgreSQL that another user may run, and that only root may change: a checkout
 * under a home such as /root is closed to that user.
 */
export function copyPostgres(native: string, name: string, user: SystemUser, base: string): string {
  mkdirSync(base, { recursive: true, mode: 0o755 })
  const unsafe = findUnsafeFolder(base)
  if (unsafe) throw new Error(`${unsafe.folder} ${unsafe.rule}`)
  if (!lstatSync(base).isDirectory()) throw new Error(`${base} must be a folder, received a link`)
  // Modes are set throughout, because the umask may close what is made.
  chmodSync(base, 0o755)
  const folder = join(base, name)
  if (isUsable(folder, user)) return folder
  const building = mkdtempSync(join(base, 'building-'))
  try {
    cpSync(native, building, { recursive: true, verbatimSymlinks: true })
    openForReading(building)
    execFileSync(join(building, 'bin', 'postgres'), ['--version'], {
      cwd: '/',
      stdio: 'pipe',
      ...user,
    })
    rmSync(folder, { recursive: true, force: true })
    renameSync(building, folder)
  } catch (error) {
    // Another process may have been quicker.
    if (!isUsable(folder, user)) throw error
  } finally {
    rmSync(building, { recursive: true, force: true })
  }
  return folder
}

/** Whether the user can run it; this also shows that its libraries load. */
export function canRun(binary: string, user: SystemUser): boolean {
  try {
    execFileSync(binary, ['--version'], { cwd: '/', stdio: 'ignore', ...user })
    return true
  } catch {
    return false
  }
}

function isUsable(folder: string, user: SystemUser): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false })
  if (!stats?.isDirectory() || stats.uid !== ownUid() || isWritableByOthers(stats.mode))
    return false
  return canRun(join(folder, 'bin', 'postgres'), user)
}

function openForReading(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    const isRun = entry.isDirectory() || (lstatSync(path).mode & 0o100) !== 0
    chmodSync(path, isRun ? 0o755 : 0o644)
  }
}
