import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const listening = '0A'
const loopback = new Set([
  '0100007F',
  '0000000000000000FFFF00000100007F',
  `${'0'.repeat(24)}01000000`,
])

export interface ListeningSockets {
  loopback: number
  /** As the kernel writes them: other addresses, and paths of Unix sockets. */
  others: string[]
}

/** Says where a process listens, from the kernel's own tables (Linux). */
export function listeningSockets(pid: number): ListeningSockets {
  const own = new Set(readdirSync(`/proc/${pid}/fd`).map((fd) => inode(`/proc/${pid}/fd/${fd}`)))
  const found: ListeningSockets = { loopback: 0, others: [] }
  for (const table of ['tcp', 'tcp6']) {
    for (const [, local = '', , state, , , , , , socket = ''] of rows(pid, table)) {
      if (state !== listening || !own.has(socket)) continue
      if (loopback.has(local.split(':')[0] ?? '')) found.loopback += 1
      else found.others.push(local)
    }
  }
  for (const [, , , , , , socket = '', path] of rows(pid, 'unix'))
    if (path !== undefined && own.has(socket)) found.others.push(path)
  return found
}

function rows(pid: number, table: string): string[][] {
  const lines = readFileSync(`/proc/${pid}/net/${table}`, 'utf8').trim().split('\n').slice(1)
  return lines.map((line) => line.trim().split(/\s+/))
}

function inode(file: string): string {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(file))?.[1] ?? ''
  } catch {
    // Closed since it was listed.
    return ''
  }
}
