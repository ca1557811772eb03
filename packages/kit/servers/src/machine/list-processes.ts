import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface ProcessRow {
  pid: number
  parentPid: number
  residentKilobytes: number
  /** Whether it has ended, and its parent has not heard of it yet. */
  isZombie: boolean
  /** Its program and arguments. */
  command: string
}

/** Lists all processes of this machine, as `ps` shows them. */
export async function listProcesses(): Promise<ProcessRow[]> {
  const columns = ['pid=', 'ppid=', 'rss=', 'stat=', 'args=']
  const options = columns.flatMap((column) => ['-o', column])
  const { stdout } = await run('ps', ['-A', '-ww', ...options], { maxBuffer: 64 * 1024 * 1024 })
  return [...stdout.matchAll(/^ *(\d+) +(\d+) +(\d+) +(\S+) +(.*)$/gm)].map(
    ([, pid, parentPid, rss, state = '', command = '']) => ({
      pid: Number(pid),
      parentPid: Number(parentPid),
      residentKilobytes: Number(rss),
      isZombie: state.startsWith('Z'),
      command,
    }),
  )
}

/** Finds the processes below one, at any depth. */
export function descendantsOf(parent: number, processes: readonly ProcessRow[]): ProcessRow[] {
  return processes
    .filter(({ parentPid }) => parentPid === parent)
    .flatMap((child) => [child, ...descendantsOf(child.pid, processes)])
}
