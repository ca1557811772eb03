import { setTimeout as delay } from 'node:timers/promises'

export const readyWithinMs = 60_000
const readyPollMs = 10

/** What can be known of a server that starts. */
interface Starting {
  hasExited(): boolean
  readonly exited: Promise<number>
}

/** Asks a server again and again; gives nothing when it exits first, or is not ready in time. */
export async function waitUntilReady<Ready extends object>(
  probe: () => Promise<Ready>,
  server: Starting,
  withinMs = readyWithinMs,
): Promise<{ answer: Ready } | undefined> {
  const deadline = Date.now() + withinMs
  while (!server.hasExited() && Date.now() < deadline) {
    try {
      // Whoever has the port instead may take the connection and never answer.
      const answer = await Promise.race([probe(), server.exited.then(() => undefined)])
      if (answer !== undefined) return { answer }
    } catch {
      await delay(readyPollMs)
    }
  }
  return undefined
}
