import {
  accessSync,
  chownSync,
  constants,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SystemUser } from './system-user.ts'

const memoryFolder = '/dev/shm'
const neededBytes = 1024 ** 3

// Memory is 5 to 10 times faster than a disk at making and dropping databases.
export function createDataFolder(name: string, user?: SystemUser): string {
  const folder = mkdtempSync(join(dataFolderBase(), `backend-lab-${name}-`))
  if (user) chownSync(folder, user.uid, user.gid)
  return folder
}

/** Removes what a keeper that was killed together with its lifelines left behind. */
export function removeDataFolders(name: string): void {
  for (const base of [memoryFolder, diskFolder()]) {
    for (const entry of listFolder(base)) {
      if (entry.startsWith(`backend-lab-${name}-`)) removeIfOwn(join(base, entry))
    }
  }
}

export function memoryFolderFreeBytes(): number {
  try {
    accessSync(memoryFolder, constants.W_OK)
    const { bavail, bsize } = statfsSync(memoryFolder)
    return bavail * bsize
  } catch {
    return 0
  }
}

function dataFolderBase(): string {
  return memoryFolderFreeBytes() > neededBytes ? memoryFolder : diskFolder()
}

// Root's own TMPDIR may be closed to the user that PostgreSQL runs as.
function diskFolder(): string {
  return process.getuid?.() === 0 ? '/tmp' : tmpdir()
}

// In a folder that all users share, a name proves nothing.
function removeIfOwn(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    console.log(`cannot remove ${folder}: ${String(error)}`)
  }
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
