import type { Context } from './context.ts'

/** One command of `lab`; its file exports it as `command`. */
export interface Command {
  /** What `lab <name> --help` prints. */
  help: string
  /** What it prints in place of that when `--help` comes with other arguments. */
  helpFor?(args: string[], context: Context): Promise<string>
  /** @returns The exit code: 0 for yes, 1 for no, 2 for misuse. */
  run(args: string[], context: Context): Promise<number>
}
