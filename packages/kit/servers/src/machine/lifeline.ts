import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Socket } from 'node:net'
import { readMemoryBytes } from './process-memory.ts'
import type { SystemUser } from './system-user.ts'

const script = readFileSync(join(import.meta.dirname, 'lifeline.sh'), 'utf8')

export interface LifelineOptions {
  command: string
  args: readonly string[]
  /** Removed once the server is gone, unless it is kept. */
  folder: string
  logFile: string
  /** Sent when the owner goes or stops the server; KILL follows when patience ends. */
  stopSignal: 'TERM' | 'INT' | 'QUIT' | 'KILL'
  patienceMs?: number
  user?: SystemUser | undefined
  environment?: NodeJS.ProcessEnv
}

/** Holds a server, a process or a container, which ends with its owner however that one ends. */
export interface Lifeline {
  /** `pid 4711` or `container 0123456789ab`. */
  readonly name: string
  /** The exit code of the server itself; 128 + n after signal n. */
  readonly exited: Promise<number>
  /** The same, and keeps this process alive until then. */
  waitForExit(): Promise<number>
  hasExited(): boolean
  kill(signal: NodeJS.Signals): void | Promise<void>
  /** Stops the server and removes its data. */
  stop(): Promise<void>
  /** What the server and all that it started take; nothing where the system does not say. */
  memoryBytes(): Promise<number | undefined>
}

export interface ProcessLifeline extends Lifeline {
  /** Lets the folder of a server that has exited stay, for a restart on it. */
  keepFolder(): Promise<void>
}

/** Starts a server below a small shell that holds a pipe from this process. */
export async function runUnderLifeline(options: LifelineOptions): Promise<ProcessLifeline> {
  const { shell, input, events } = spawnShell(options)
  const { started, exited, shellGone } = listenTo(shell, events, options.command)
  let isGone = false
  void exited.then(() => (isGone = true))
  const pid = await started
  // A running server must not keep its owner's event loop alive.
  for (const handle of [shell, input, events]) handle.unref()
  const endShell = async (lastWord = '') => {
    input.end(lastWord)
    shell.ref()
    await shellGone
  }
  return {
    name: `pid ${pid}`,
    exited,
    async waitForExit() {
      events.ref()
      const code = await exited
      events.unref()
      return code
    },
    hasExited: () => isGone,
    kill(signal) {
      if (!isGone) killIfRunning(pid, signal)
    },
    stop: () => endShell(),
    memoryBytes: () => readMemoryBytes(pid),
    keepFolder: () => endShell('keep\n'),
  }
}

interface Shell {
  shell: ChildProcess
  /** Ends the server when it ends. */
  input: Socket
  /** Tells "pid N" and "exit N". */
  events: Socket
}

function spawnShell(options: LifelineOptions): Shell {
  const { command, args, folder, stopSignal, user } = options
  const log = openSync(options.logFile, 'a')
  const patienceTenths = String(Math.ceil((options.patienceMs ?? 6_000) / 100))
  // Its own process group: Ctrl-C in the owner's terminal must not reach the server first.
  const shell = spawn(
    '/bin/sh',
    ['-c', script, 'lifeline', stopSignal, patienceTenths, folder, command, ...args],
    {
      cwd: '/',
      detached: true,
      stdio: ['pipe', log, log, 'pipe'],
      env: options.environment ?? process.env,
      ...(user ? { uid: user.uid, gid: user.gid } : {}),
    },
  )
  closeSync(log)
  const input = shell.stdin as Socket
  const events = shell.stdio[3] as unknown as Socket
  input.on('error', ignore)
  events.on('error', ignore)
  return { shell, input, events }
}

interface Life {
  /** The server's pid. */
  started: Promise<number>
  /** Its exit code. */
  exited: Promise<number>
  shellGone: Promise<void>
}

function listenTo(shell: ChildProcess, events: Socket, command: string): Life {
  const shellGone = Promise.withResolvers<void>()
  const started = Promise.withResolvers<number>()
  const exited = Promise.withResolvers<number>()
  shell.on('error', (error) => {
    started.reject(error)
    exited.resolve(127)
    shellGone.resolve()
  })
  shell.on('exit', () => {
    started.reject(new Error(`Cannot run ${command}: the shell ended before it started`))
    exited.resolve(137)
    shellGone.resolve()
  })
  const lines = createInterface({ input: events })
  lines.on('error', ignore)
  lines.on('line', (line) => {
    const [event, number] = line.split(' ')
    if (event === 'pid') started.resolve(Number(number))
    if (event === 'exit') exited.resolve(Number(number))
  })
  return { started: started.promise, exited: exited.promise, shellGone: shellGone.promise }
}

// It may have ended by itself, before the shell could say so.
function killIfRunning(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function ignore(): void {}
