import { readFileSync } from 'node:fs'
import type { Client } from 'pg'

/** Stops backends, or lets them go on, with the signals that an operating system has for that. */
export type Signal = 'STOP' | 'CONT'

export interface Backend {
  pid: number
  /** Whether the process with this number on this machine is that backend. */
  isLocal: boolean
}

/**
 * Looks whether a backend runs on this machine: its title names the port that its client has.
 * Where titles cannot be read it counts as remote.
 */
export function findBackend(client: Client): Backend {
  const { processID: pid, connection } = client as unknown as {
    processID: number
    connection: { stream: { localPort?: number } }
  }
  let title = ''
  try {
    title = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    process.kill(pid, 0)
  } catch {
    title = ''
  }
  const port = connection.stream.localPort
  return { pid, isLocal: title.startsWith('postgres:') && title.includes(`(${port})`) }
}

/**
 * Sends a signal to backends: directly, or through the server, which a superuser may ask to.
 *
 * @throws {DatabaseError} If the server is elsewhere and the role may not run programs there.
 */
export async function signalBackends(
  control: Client,
  backends: readonly Backend[],
  signal: Signal,
): Promise<void> {
  for (const { pid } of backends.filter(({ isLocal }) => isLocal)) process.kill(pid, `SIG${signal}`)
  const remote = backends.filter(({ isLocal }) => !isLocal).map(({ pid }) => pid)
  if (remote.length === 0) return
  // Should this process die now, they go on by themselves. In a container the server inherits that
  // shell, and takes an end that is neither 0 nor 1 for a crash of its own.
  const later =
    signal === 'STOP' ? `; (sleep 5; kill -CONT ${remote.join(' ')}; true) >/dev/null 2>&1 &` : ''
  await control.query(
    `copy (select where false) to program 'kill -${signal} ${remote.join(' ')}${later}'`,
  )
}
