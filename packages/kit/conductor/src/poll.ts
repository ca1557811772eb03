import { setImmediate } from 'node:timers/promises'

/** A reply takes a fraction of this; what takes longer is waited for asleep. */
const longestMs = 1

/**
 * Keeps the event loop turning for a moment instead of letting the processor sleep. Waking it up
 * takes about as long as a server takes for a small statement. It decides no order.
 *
 * @param isOver Says that there is nothing left to wait for.
 */
export async function poll(isOver: () => boolean, waitMs = longestMs): Promise<void> {
  const until = performance.now() + Math.min(waitMs, longestMs)
  while (!isOver() && performance.now() < until) await setImmediate()
}

/** Polls while work that is no step runs, such as `setup`. */
export async function polling<Value>(work: Promise<Value> | undefined): Promise<Value | undefined> {
  let isOver = false
  work?.then(
    () => (isOver = true),
    () => (isOver = true),
  )
  await poll(() => isOver)
  return work
}
