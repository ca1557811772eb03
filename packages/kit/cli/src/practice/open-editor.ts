import { spawn } from 'node:child_process'
import type { Context } from '../context.ts'

/**
 * Opens the file in the editor that VISUAL or EDITOR names, if one does. An editor of the terminal
 * has the terminal until it ends; one with a window comes back at once.
 */
export async function openEditor(file: string, { env, stdout, stderr }: Context): Promise<void> {
  const editor = env['VISUAL'] || env['EDITOR']
  if (editor === undefined || editor === '' || !stdout.isTTY) return
  // As git does: the variable may hold arguments, so that a shell reads it.
  const child = spawn('/bin/sh', ['-c', `${editor} "$@"`, editor, file], { stdio: 'inherit' })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  if (code !== 0) stderr.write(`Cannot open ${file}: ${editor} has ended with exit code ${code}\n`)
}
