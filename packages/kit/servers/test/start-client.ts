import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Server } from '../src/server.ts'
import { waitUntil } from './wait-until.ts'

const program = fileURLToPath(new URL('./lease-client.ts', import.meta.url))

export type LeasedService =
  | 'postgres'
  | 'redis'
  | 'kafka'
  | 'browser'
  | 'dedicated postgres'
  | 'dedicated standby'
  | 'dedicated brokers'

export interface Client extends AsyncDisposable {
  /** What the client printed: its lease, or its error. */
  said: {
    url: string
    standbyUrl?: string
    brokers?: string[]
    /** The level that transactions of PostgreSQL begin with. */
    isolation?: string
    server: Server
    name?: string
    message?: string
  }
  /** What it has written to standard error. */
  complained(): string
  kill(signal: NodeJS.Signals): Promise<void>
}

/**
 * Kills another process as soon as the condition holds, and tells whether it was still waiting for
 * its lease: on a busy machine it may have been quicker.
 */
export async function killWhileItStarts(
  service: LeasedService,
  environment: NodeJS.ProcessEnv,
  hasBegun: () => boolean | Promise<boolean>,
): Promise<boolean> {
  const child = spawnClient(service, environment)
  const exited = once(child, 'exit')
  let said = ''
  child.stdout.on('data', (text: Buffer) => (said += text.toString()))
  await waitUntil(hasBegun, 60_000)
  child.kill('SIGKILL')
  await exited
  return said === ''
}

/** Starts another process that holds a lease. */
export async function startClient(
  service: LeasedService,
  environment: NodeJS.ProcessEnv,
): Promise<Client> {
  const child = spawnClient(service, environment)
  const exited = once(child, 'exit')
  let complained = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text))
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await exited
  }
  return {
    said: JSON.parse(line) as Client['said'],
    complained: () => complained,
    kill,
    [Symbol.asyncDispose]: () => kill('SIGKILL'),
  }
}

function spawnClient(service: LeasedService, environment: NodeJS.ProcessEnv) {
  return spawn(process.execPath, [program, service], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
