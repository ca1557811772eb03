import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Adds up the memory of a process and all its descendants. */
export async function readMemoryBytes(rootPid: number): Promise<number | undefined> {
  try {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,rss='])
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
    const tree = new Set([rootPid])
    for (let size = 0; size !== tree.size;) {
      size = tree.size
      for (const [pid, parent] of rows) if (tree.has(parent ?? 0)) tree.add(pid ?? 0)
    }
    const own = rows.filter(([pid]) => tree.has(pid ?? 0))
    const sizes = await Promise.all(
      own.map(async ([pid, , rss]) => (await proportionalKilobytes(pid)) ?? rss ?? 0),
    )
    return sizes.reduce((sum, size) => sum + size, 0) * 1024
  } catch {
    return undefined
  }
}

// Linux shares common memory fairly between the processes of a server; elsewhere it counts again in each.
async function proportionalKilobytes(pid: number | undefined): Promise<number | undefined> {
  try {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')
    return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1])
  } catch {
    return undefined
  }
}
