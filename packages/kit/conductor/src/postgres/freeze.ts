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
  const guards = signal === 'STOP' ? remote.map((pid) => guard(control, pid)).join('') : ''
  await control.query(
    `copy (select where false) to program '${guards}kill -${signal} ${remote.join(' ')}'`,
  )
}

const guarded = new WeakMap<Client, Set<number>>()

/**
 * Should this process die while a backend is stopped, that one goes on by itself: a shell beside
 * the server looks every second whether our own connection still lives. It is started once for
 * each backend, and ends with it. It must not die of the signal that ends our connection, which
 * all programs of that connection get: in a container the server may be the first process, which
 * inherits the shell, and then takes an end by a signal for a crash of its own.
 */
function guard(control: Client, pid: number): string {
  const known = guarded.get(control) ?? new Set()
  guarded.set(control, known)
  if (known.has(pid)) return ''
  known.add(pid)
  const { processID: owner } = control as unknown as { processID: number }
  const both = `kill -0 ${owner} && kill -0 ${pid}`
  return `(trap "" TERM INT QUIT HUP; while ${both}; do sleep 1; done; kill -CONT ${pid}; true) >/dev/null 2>&1 & `
}
