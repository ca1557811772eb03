import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  accessSync,
  chownSync,
  constants,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import type { SystemUser } from './system-user.ts'

const memoryFolder = '/dev/shm'
const neededBytes = 1024 ** 3

export interface DataFolder {
  path: string
  /** Lets it stay when this process ends: somebody else sees to it now. */
  handOver(): Promise<void>
}

// The shell makes the folder, and holds a pipe from this process: so there is no moment at which a
// kill of this process leaves one.
const script = readFileSync(join(import.meta.dirname, 'hold-folder.sh'), 'utf8')

// Memory is 5 to 10 times faster than a disk at making and dropping databases.
/** Makes a folder that goes with this process, until it is handed over to a server's lifeline. */
export async function createDataFolder(name: string, user?: SystemUser): Promise<DataFolder> {
  const suffix = randomBytes(6).toString('hex')
  const path = join(dataFolderBase(), `backend-lab-${name}-${suffix}`)
  // Its own process group, as Ctrl-C must reach this process only.
  const shell = spawn('/bin/sh', ['-c', script, 'hold', path], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const gone = once(shell, 'exit')
  shell.stdin.on('error', () => {})
  const [answer] = (await Promise.race([once(shell.stdout, 'data'), gone])) as [unknown]
  if (String(answer) !== 'made\n') throw new Error(`Cannot make ${path}`)
  if (user) chownSync(path, user.uid, user.gid)
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
