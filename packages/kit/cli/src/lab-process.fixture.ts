import { spawn } from 'node:child_process'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { join } from 'node:path'

const main = join(import.meta.dirname, 'main.ts')

/** A small workspace with demos that need no server. */
export const fixtureRoot = join(import.meta.dirname, '../fixture')

/** Starts `lab` as a process of its own, on the fixture's workspace unless told otherwise. */
export function startLab(
  args: string[],
  options: { root?: string; env?: NodeJS.ProcessEnv } = {},
): ChildProcessWithoutNullStreams {
  const { NO_COLOR: _, FORCE_COLOR: __, COLUMNS: ___, ...env } = process.env
  return spawn(process.execPath, [main, ...args], {
    env: { ...env, LAB_ROOT: options.root ?? fixtureRoot, ...options.env },
  })
}

/** Runs `lab` to its end. */
export async function lab(
  args: string[],
  options: { root?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = startLab(args, options)
  child.stdin.end()
  const [stdout, stderr, code] = await Promise.all([
    child.stdout.setEncoding('utf8').toArray(),
    child.stderr.setEncoding('utf8').toArray(),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ])
  return { code, stdout: stdout.join(''), stderr: stderr.join('') }
}
