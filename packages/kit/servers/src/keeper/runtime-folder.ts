import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { protocolVersion } from './protocol.ts'

// sockaddr_un holds 104 bytes on macOS and 108 on Linux, the closing zero included.
const longestSocketPathBytes = 103

export interface RuntimeFolder {
  folder: string
  socket: string
  lock: string
  starting: string
  keeperLog: string
  /** Names this keeper's data folders, so that its successor can sweep them. */
  name: string
}

/** Finds where this user's keeper for this checkout lives, and makes the folder. */
export function runtimeFolder(environment: NodeJS.ProcessEnv = process.env): RuntimeFolder {
  const chosen = environment['LAB_RUNTIME_DIR'] ?? ''
  const folder = chosen === '' ? join(sharedBase(environment), checkoutName()) : chosen
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  requirePrivate(folder)
  return describeRuntimeFolder(folder)
}

export function describeRuntimeFolder(folder: string): RuntimeFolder {
  const socket = join(folder, 'keeper.sock')
  const bytes = Buffer.byteLength(socket)
  if (bytes > longestSocketPathBytes) {
    throw new RangeError(
      `Cannot listen on ${socket}: path must be at most ${longestSocketPathBytes} bytes, received ${bytes}\n` +
        'Try: set LAB_RUNTIME_DIR to a shorter folder',
    )
  }
  return {
    folder,
    socket,
    lock: join(folder, 'keeper.lock'),
    starting: join(folder, 'starting'),
    keeperLog: join(folder, 'keeper.log'),
    name: shortHash(realpathSync(folder)),
  }
}

function sharedBase(environment: NodeJS.ProcessEnv): string {
  const runtime = environment['XDG_RUNTIME_DIR'] ?? ''
  if (runtime !== '' && isOwnFolder(runtime)) return join(runtime, 'backend-lab')
  const base = join(tmpdir(), `backend-lab-${userInfo().uid}`)
  mkdirSync(base, { recursive: true, mode: 0o700 })
  requirePrivate(base)
  return base
}

// A keeper outlives the code that started it: other code, as after a pull, gets another keeper.
function checkoutName(): string {
  const source = realpathSync(join(import.meta.dirname, '..'))
  const files = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
  const stamps = files.map((file) => `${file} ${statSync(file).mtimeMs}`)
  return shortHash([source, protocolVersion, ...stamps.toSorted()].join('\n'))
}

function isOwnFolder(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    const stats = lstatSync(folder)
    return stats.isDirectory() && stats.uid === userInfo().uid && Buffer.byteLength(folder) < 60
  } catch {
    return false
  }
}

// In a shared /tmp somebody else may have made the folder first, to listen in our place.
function requirePrivate(folder: string): void {
  const stats = lstatSync(folder)
  if (!stats.isDirectory() || stats.uid !== userInfo().uid) {
    throw new Error(
      `Cannot use ${folder}: it must be a folder of user ${userInfo().username}\n` +
        'Try: set LAB_RUNTIME_DIR to a folder of your own',
    )
  }
  if ((stats.mode & 0o077) !== 0) chmodSync(folder, 0o700)
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}
