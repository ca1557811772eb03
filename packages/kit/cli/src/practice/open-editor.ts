import { spawn } from 'node:child_process'
import type { Context } from '../context.ts'

/** The editor that VISUAL or EDITOR names. */
export function editorOf({ env }: Context): string | undefined {
  return env['VISUAL'] || env['EDITOR'] || undefined
}

/**
 * Opens a file in an editor. One of the terminal has the terminal until it ends; one with a window
 * comes back at once.
 *
 * @returns What went wrong.
 */
export async function openEditor(editor: string, file: string): Promise<string | undefined> {
  // As git does: the variable may hold arguments, so that a shell reads it.
  const child = spawn('/bin/sh', ['-c', `${editor} "$@"`, editor, file], { stdio: 'inherit' })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return code === 0 ? undefined : `${editor} has ended with exit code ${code}`
}
