import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Server, Service } from '../src/server.ts'

const program = fileURLToPath(new URL('./lease-client.ts', import.meta.url))

export type LeasedService = Service | 'own postgres'

export interface Client extends AsyncDisposable {
  /** What the client printed: its lease, or its error. */
  said: { url: string; server: Server; name?: string; message?: string }
  /** What it has written to standard error. */
  complained(): string
  kill(signal: NodeJS.Signals): Promise<void>
}

/** Starts another process that holds a lease. */
export async function startClient(
  service: LeasedService,
  environment: NodeJS.ProcessEnv,
): Promise<Client> {
  const child = spawn(process.execPath, [program, service], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
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
