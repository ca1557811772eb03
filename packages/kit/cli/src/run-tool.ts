import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Context } from './context.ts'

/** What a program needs of a command's context. */
export type ToolContext = Pick<Context, 'root' | 'env' | 'signal'>

const toolFolder = join(import.meta.dirname, '../../../../node_modules')

/** Gives the path of a program of the workspace's own node_modules/.bin. */
export function toolPath(name: string): string {
  return join(toolFolder, '.bin', name)
}

/**
 * Runs a program and shows its output as it comes.
 *
 * @returns Its exit code.
 */
export function runTool(
  program: string,
  args: string[],
  context: Context,
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? context.root,
      env: { ...context.env, ...options.env },
      stdio: 'inherit',
      signal: context.signal,
    })
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/** Runs a program and collects what it writes. */
export function captureTool(
  program: string,
  args: string[],
  context: ToolContext,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: context.root,
      env: context.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: context.signal,
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }),
    )
  })
}
