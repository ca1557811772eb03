import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { RuntimeFolder } from '../keeper/runtime-folder.ts'
import { lastLines, truncateLargeLog } from '../machine/log-file.ts'

const startWithinMs = 20_000
const staleStartMs = 5_000
const pollMs = 10
const keeperProgram = fileURLToPath(new URL('../keeper/main.ts', import.meta.url))

/** Connects to the keeper, and starts it when there is none. */
export async function connectToKeeper(runtime: RuntimeFolder): Promise<Socket> {
  const deadline = Date.now() + startWithinMs
  const failure: { error?: Error } = {}
  for (;;) {
    const socket = await connectToRunningKeeper(runtime)
    if (socket) return socket
    if (failure.error) throw failure.error
    if (Date.now() > deadline) {
      throw new Error(
        `Cannot reach the keeper within ${startWithinMs} ms\n${lastLines(runtime.keeperLog)}`,
      )
    }
    if (claimStart(runtime)) {
      // A process that starts a keeper holds the claim until it listens: it may have come since we looked.
      const late = await connectToRunningKeeper(runtime)
      if (late) {
        rmSync(runtime.starting, { recursive: true, force: true })
        return late
      }
      startKeeper(runtime, (error) => (failure.error = error))
    }
    await delay(pollMs)
  }
}

export function connectToRunningKeeper(runtime: RuntimeFolder): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(runtime.socket)
    socket.once('connect', () => resolve(socket))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined)
      else reject(error)
    })
  })
}

// Many clients may come at once: one starts the keeper, the others wait. The keeper's own
// lock decides; this only spares the machine some processes.
function claimStart(runtime: RuntimeFolder): boolean {
  try {
    mkdirSync(runtime.starting)
    return true
  } catch {
    const since = statSync(runtime.starting, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (Date.now() - since > staleStartMs)
      rmSync(runtime.starting, { recursive: true, force: true })
    return false
  }
}

function startKeeper(runtime: RuntimeFolder, onFailure: (error: Error) => void): void {
  truncateLargeLog(runtime.keeperLog)
  const log = openSync(runtime.keeperLog, 'a')
  const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, ...environment } = process.env
  const keeper = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', keeperProgram, runtime.folder],
    {
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: environment,
    },
  )
  closeSync(log)
  keeper.on('error', (error) => onFailure(error))
  keeper.on('exit', (code) => {
    if (code === 0) return
    rmSync(runtime.starting, { recursive: true, force: true })
    onFailure(
      new Error(`Cannot start the keeper: exit code ${code}\n${lastLines(runtime.keeperLog)}`),
    )
  })
  keeper.unref()
}
