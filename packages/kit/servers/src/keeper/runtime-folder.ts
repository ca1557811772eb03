import { createHash } from 'node:crypto'
import { accessSync, constants, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { cacheFolder } from '../machine/cache-folder.ts'
import { FolderRefusedError } from '../machine/folder-refused-error.ts'
import { privateFolder } from '../machine/private-folder.ts'
import { ownUid } from '../machine/system-user.ts'
import { findUnsafeFolder } from '../machine/unsafe-folder.ts'
import { protocolVersion } from './protocol.ts'

// sockaddr_un holds 104 bytes on macOS and 108 on Linux, the closing zero included.
const longestSocketPathBytes = 103
const remedy = 'set LAB_RUNTIME_DIR to a short path of your own'

export interface RuntimeFolder {
  folder: string
  socket: string
  lock: string
  starting: string
  keeperLog: string
  /** Names this keeper's data folders, so that its successor can sweep them. */
  name: string
}

/**
 * Finds where this user's keeper for this checkout lives, and makes the folder. Whoever could write
 * there could listen in the keeper's place.
 */
export function runtimeFolder(environment: NodeJS.ProcessEnv = process.env): RuntimeFolder {
  const chosen = environment['LAB_RUNTIME_DIR'] ?? ''
  const folder = chosen === '' ? join(sharedBase(environment), checkoutName()) : resolve(chosen)
  return describeRuntimeFolder(privateFolder(folder, { remedy }))
}

export function describeRuntimeFolder(folder: string): RuntimeFolder {
  const socket = join(folder, 'keeper.sock')
  const bytes = Buffer.byteLength(socket)
  if (bytes > longestSocketPathBytes) {
    throw new FolderRefusedError({
      problem: `Cannot listen on ${socket}: path must be at most ${longestSocketPathBytes} bytes, received ${bytes}`,
      remedy,
    })
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
  const session = environment['XDG_RUNTIME_DIR'] ?? ''
  if (isOwnSession(session)) return privateFolder(join(session, 'backend-lab'), { remedy })
  return cacheFolder('run')
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

function isOwnSession(folder: string): boolean {
  if (!isAbsolute(folder) || Buffer.byteLength(folder) >= 60) return false
  try {
    accessSync(folder, constants.W_OK)
    const stats = lstatSync(folder)
    return stats.isDirectory() && stats.uid === ownUid() && findUnsafeFolder(folder) === undefined
  } catch {
    return false
  }
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}
