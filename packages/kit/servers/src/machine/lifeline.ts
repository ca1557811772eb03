import { spawn } from 'node:child_process'
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

export async function runUnderLifeline(options: LifelineOptions): Promise<ProcessLifeline> {
  const log = openSync(options.logFile, 'a')
  const patienceTenths = String(Math.ceil((options.patienceMs ?? 6_000) / 100))
  // Its own process group: Ctrl-C in the owner's terminal must not reach the server first.
  const shell = spawn(
    '/bin/sh',
    [
      '-c',
      script,
      'lifeline',
      options.stopSignal,
      patienceTenths,
      options.folder,
      options.command,
      ...options.args,
    ],
    {
      cwd: '/',
      detached: true,
      stdio: ['pipe', log, log, 'pipe'],
      env: options.environment ?? process.env,
      ...(options.user ? { uid: options.user.uid, gid: options.user.gid } : {}),
    },
  )
  closeSync(log)
  const input = shell.stdin as Socket
  const events = shell.stdio[3] as unknown as Socket
  input.on('error', ignore)
  events.on('error', ignore)

  const shellGone = Promise.withResolvers<void>()
  const started = Promise.withResolvers<number>()
  const exited = Promise.withResolvers<number>()
  let isGone = false
  const markGone = (code: number) => {
    isGone = true
    exited.resolve(code)
  }
  shell.on('error', (error) => {
    started.reject(error)
    markGone(127)
    shellGone.resolve()
  })
  shell.on('exit', () => {
    started.reject(new Error(`Cannot run ${options.command}: the shell ended before it started`))
    markGone(137)
    shellGone.resolve()
  })
  const lines = createInterface({ input: events })
  lines.on('error', ignore)
  lines.on('line', (line) => {
    const [event, number] = line.split(' ')
    if (event === 'pid') started.resolve(Number(number))
    if (event === 'exit') markGone(Number(number))
  })
  const pid = await started.promise
  // A running server must not keep its owner's event loop alive.
  for (const handle of [shell, input, events]) handle.unref()

  return {
    name: `pid ${pid}`,
    exited: exited.promise,
    async waitForExit() {
      events.ref()
      const code = await exited.promise
      events.unref()
      return code
    },
    hasExited: () => isGone,
    kill(signal) {
      if (!isGone) killIfRunning(pid, signal)
    },
    async stop() {
      input.end()
      await whileReferenced(shell, shellGone.promise)
    },
    memoryBytes: () => readMemoryBytes(pid),
    async keepFolder() {
      input.end('keep\n')
      await whileReferenced(shell, shellGone.promise)
    },
  }
}

async function whileReferenced(shell: { ref(): void }, gone: Promise<void>): Promise<void> {
  shell.ref()
  await gone
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
