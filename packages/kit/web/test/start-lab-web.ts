import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url))

export interface LabAddress {
  /** As it is printed, with the token of this start. */
  url: string
  origin: string
  token: string
}

export interface LabWeb extends LabAddress, AsyncDisposable {
  pid: number
  /** Ends it as Ctrl-C does; returns the exit code. */
  interrupt(): Promise<number>
}

/** Starts `lab web` as a person does. */
export async function startLabWeb(
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<LabWeb> {
  const child = spawn(process.execPath, [program, 'web', ...args], {
    // A page wants speed; the servers of the tests are those of a page.
    env: { ...process.env, VITEST: undefined, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit') as Promise<[number]>
  const lines = createInterface({ input: child.stdout })
  const first = await Promise.race([
    once(lines, 'line') as Promise<[string]>,
    exited.then(([code]) => Promise.reject(new Error(`lab web ended with ${code}`))),
  ])
  const url = first[0]
  const { origin, hash } = new URL(url)
  const interrupt = async () => {
    child.kill('SIGINT')
    const [code] = await exited
    return code
  }
  return {
    url,
    origin,
    token: hash.replace('#key=', ''),
    pid: child.pid ?? 0,
    interrupt,
    [Symbol.asyncDispose]: async () => void (await interrupt()),
  }
}
