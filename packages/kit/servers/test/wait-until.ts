import { setTimeout as delay } from 'node:timers/promises'

/** Waits for the operating system; how long it takes decides nothing. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  withinMs = 15_000,
): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await condition())) {
    if (Date.now() > deadline)
      throw new Error(`Cannot see within ${withinMs} ms that ${String(condition)}`)
    await delay(20)
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
