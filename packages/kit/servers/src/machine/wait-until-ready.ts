import { setTimeout as delay } from 'node:timers/promises'

export const readyWithinMs = 60_000
const readyPollMs = 10

/** What can be known of a server that starts. */
interface Starting {
  hasExited(): boolean
  readonly exited: Promise<number>
}

/** Asks a server again and again; says why not when it exits first, or is not ready in time. */
export async function waitUntilReady<Ready extends object>(
  probe: () => Promise<Ready>,
  server: Starting,
  withinMs = readyWithinMs,
): Promise<{ answer: Ready } | { why: string }> {
  const deadline = Date.now() + withinMs
  let failure: unknown
  while (!server.hasExited() && Date.now() < deadline) {
    try {
      // Another program that has the port may take the connection and never answer.
      const answer = await Promise.race([probe(), server.exited.then(() => undefined)])
      if (answer !== undefined) return { answer }
    } catch (error) {
      failure = error
      await delay(readyPollMs)
    }
  }
  if (server.hasExited()) return { why: `it exited with code ${await server.exited}` }
  const last = failure instanceof Error ? ` (${failure.message || failure.name})` : ''
  return { why: `it was not ready within ${withinMs} ms${last}` }
}
