import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises'

const withinMs = 30_000
/** Most waits are over at the second question; later ones leave the server some time. */
const quickQuestions = 10
const pollMs = 2

/** Asks again and again until it is so. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = AbortSignal.timeout(withinMs)
  for (let asked = 1; !(await isSo()); asked += 1) {
    if (end.aborted) throw new Error(`Cannot wait until ${what}: ${withinMs} ms are over`)
    await (asked < quickQuestions ? nextTurn() : delay(pollMs))
  }
}
