import { readFile } from 'node:fs/promises'
import { descendantsOf, listProcesses } from './list-processes.ts'

/** Adds up the memory of a process and all its descendants. */
export async function readMemoryBytes(rootPid: number): Promise<number | undefined> {
  try {
    const all = await listProcesses()
    const root = all.filter(({ pid }) => pid === rootPid)
    const sizes = await Promise.all(
      [...root, ...descendantsOf(rootPid, all)].map(
        async ({ pid, residentKilobytes }) =>
          (await proportionalKilobytes(pid)) ?? residentKilobytes,
      ),
    )
    return sizes.reduce((sum, size) => sum + size, 0) * 1024
  } catch {
    return undefined
  }
}

// Linux shares common memory fairly between the processes of a server; elsewhere it counts again in each.
async function proportionalKilobytes(pid: number): Promise<number | undefined> {
  try {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')
    return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1])
  } catch {
    return undefined
  }
}
