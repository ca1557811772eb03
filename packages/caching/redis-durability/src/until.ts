import { setTimeout as delay } from 'node:timers/promises'

const withinMs = 60_000
const pollMs = 2

/** Asks a server again and again until it is so. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = AbortSignal.timeout(withinMs)
  while (!(await isSo())) {
    if (end.aborted) throw new Error(`Cannot wait until ${what}: ${withinMs} ms are over`)
    await delay(pollMs)
  }
}
