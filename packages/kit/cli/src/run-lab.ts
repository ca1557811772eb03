import { join } from 'node:path'
import { commandList } from './command-list.ts'
import type { Context } from './context.ts'
import { errorReport } from './error-report.ts'
import { MisuseError } from './misuse-error.ts'
import { didYouMean } from './nearest-name.ts'
import { stopSignal } from './stop-signal.ts'

const usualColumns = 80

/** Runs `lab` with the arguments of a process and sets its exit code. */
export async function runLab(args: string[], process: NodeJS.Process): Promise<void> {
  const { signal, exitCode } = stopSignal(process)
  for (const stream of [process.stdout, process.stderr]) {
    giveSize(stream)
    stream.prependListener('resize', () => giveSize(stream))
  }
  const context: Context = {
    // LAB_ROOT: the tests of the command line run it on a small workspace of their own.
    root: process.env['LAB_ROOT'] || join(import.meta.dirname, '../../../..'),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    signal,
  }
  let code: number
  try {
    code = await dispatch(args, context)
  } catch (error) {
    if (!signal.aborted) {
      const report = errorReport(error)
      process.stderr.write(`${report.text}\n`)
      code = report.code
    } else code = 1
  }
  // Nothing may keep the process alive after its work: what an aborted scene left open is dropped.
  const ends = commandList.some(({ name, endsProcess }) => name === args[0] && endsProcess)
  if (signal.aborted || ends) process.exit(exitCode() ?? code)
  process.exitCode = code
}

async function dispatch(args: string[], context: Context): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const asked = name === 'help' ? rest[0] : undefined
    if (asked !== undefined) return dispatch([asked, '--help'], context)
    await writeHelp(generalHelp(), context)
    return name === undefined ? 2 : 0
  }
  if (name === '--version' || name === '-v') {
    const { default: manifest } = await import('../package.json', { with: { type: 'json' } })
    context.stdout.write(`lab ${manifest.version}, Node ${process.version}\n`)
    return 0
  }
  const listed = commandList.find((command) => command.name === name)
  if (listed === undefined) {
    const names = commandList.map((command) => command.name)
    throw new MisuseError(
      `Unknown command "${name}".${didYouMean(name, names)}\nThere are: ${names.join(', ')}`,
    )
  }
  // Drops what the shell says to the clients of servers, before a demo imports one.
  await import('@lab/servers/services')
  const { command } = await listed.load()
  const ownArguments = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest
  if (ownArguments.includes('--help') || ownArguments.includes('-h')) {
    const help = await command.helpFor?.(ownArguments.filter(isNoHelp), context)
    await writeHelp(help ?? command.help, context)
    return 0
  }
  return command.run(rest, context)
}

async function writeHelp(text: string, { stdout }: Context): Promise<void> {
  if (!stdout.isTTY) return void stdout.write(text)
  const { fitLines } = await import('./fit-lines.ts')
  stdout.write(fitLines(text, stdout.columns))
}

/** A terminal that does not know its size says 0: lists would break after each character. */
function giveSize(stream: NodeJS.WriteStream): void {
  if (stream.isTTY && !stream.columns) stream.columns = usualColumns
}

function isNoHelp(argument: string): boolean {
  return argument !== '--help' && argument !== '-h'
}

function generalHelp(): string {
  const width = Math.max(...commandList.map((command) => command.name.length))
  const lines = commandList.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`)
  return `Usage: lab <command> [options]\n\n${lines.join('\n')}\n\nlab <command> --help says more about one.\n`
}
