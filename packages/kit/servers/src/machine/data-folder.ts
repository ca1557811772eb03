import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  accessSync,
  constants,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { fileFailure } from './file-failure.ts'
import { FolderRefusedError } from './folder-refused-error.ts'
import { ownUid, userForServers } from './system-user.ts'
import { findUnsafeFolder } from './unsafe-folder.ts'

const memoryFolder = '/dev/shm'
const neededBytes = 1024 ** 3

export interface DataFolder {
  path: string
  /** Lets it stay when this process ends: another process removes it. */
  handOver(): Promise<void>
}

// The shell makes the folder, and holds a pipe from this process: so there is no moment at which a
// kill of this process leaves one.
const script = readFileSync(join(import.meta.dirname, 'hold-folder.sh'), 'utf8')

// Memory is 5 to 10 times faster than a disk at making and dropping databases.
/** Makes a folder that goes with this process, until it is handed over to a server's lifeline. */
export async function createDataFolder(name: string): Promise<DataFolder> {
  const suffix = randomBytes(6).toString('hex')
  const path = join(dataFolderBase(memoryFolder, diskFolder()), `backend-lab-${name}-${suffix}`)
  // Its own process group, as Ctrl-C must reach this process only.
  const shell = spawn('/bin/sh', ['-c', script, 'hold', path], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const gone = once(shell, 'exit')
  shell.stdin.on('error', () => {})
  const [answer] = (await Promise.race([once(shell.stdout, 'data'), gone])) as [unknown]
  if (String(answer) !== 'made\n') throw refused(`Cannot make ${path}`)
  // A start that fails must not keep this process alive.
  shell.unref()
  shell.stdout.destroy()
  const input = shell.stdin as Socket
  input.unref()
  return {
    path,
    async handOver() {
      shell.ref()
      input.end('keep\n')
      await gone
    },
  }
}

/** Removes what a keeper that was killed together with its lifelines left behind. */
export function removeDataFolders(name: string): void {
  for (const base of [memoryFolder, diskFolder()]) {
    for (const entry of listFolder(base)) {
      if (entry.startsWith(`backend-lab-${name}-`)) removeIfOwn(join(base, entry))
    }
  }
}

export function memoryFolderFreeBytes(folder = memoryFolder): number {
  try {
    accessSync(folder, constants.W_OK)
    if (findUnsafeFolder(folder)) return 0
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return 0
  }
}

/** Chooses a place in which no other user may exchange what this one has made. */
export function dataFolderBase(memory: string, disk: string): string {
  if (memoryFolderFreeBytes(memory) > neededBytes) return memory
  const reason = whyNoFolder(disk)
  if (reason) throw refused(`Cannot keep data in ${disk}: ${reason}`)
  const unsafe = findUnsafeFolder(disk)
  if (unsafe) throw refused(`Cannot keep data in ${disk}: ${unsafe.folder} ${unsafe.rule}`)
  return disk
}

function whyNoFolder(folder: string): string | undefined {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return isMissing ? 'it is not there' : (fileFailure(error) ?? (error as Error).message)
  }
}

// Root's own TMPDIR may be closed to the user that PostgreSQL runs as.
function diskFolder(): string {
  return ownUid() === 0 ? '/tmp' : tmpdir()
}

function refused(problem: string): FolderRefusedError {
  const remedy =
    ownUid() === 0
      ? 'chmod 1777 /tmp, and see that the disk is not full'
      : 'set TMPDIR to a folder of your own, on a disk that is not full'
  return new FolderRefusedError({ problem, remedy })
}

// In a folder that all users share, a name proves nothing.
function removeIfOwn(folder: string): void {
  const stats = lstatSync(folder, { throwIfNoEntry: false })
  const owners = [ownUid(), userForServers()?.uid]
  if (!stats?.isDirectory() || !owners.includes(stats.uid)) return
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
