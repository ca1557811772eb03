import type { Shop } from '../shop.ts'

const tickMs = 500

/**
 * Lets time pass for the health of a process, and ends the process when a part of it is stuck: it was
 * not restarted by any of its time limits, so nothing in here will. All state is in the servers. A
 * supervisor starts another one, which begins with new connections. Exit code 1 says that it was no
 * order.
 *
 * A process that was held up itself, by a long computation or a closed laptop, is not stuck: no more
 * than two ticks count. One that never comes back from a computation answers no probe either.
 */
export function watchOver(
  { health, log }: Pick<Shop, 'health' | 'log'>,
  end: () => void = () => process.exit(1),
): Disposable {
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    health.pass(Math.min(now - last, 2 * tickMs))
    last = now
    const stuck = health.stuck()
    if (stuck.length === 0 || health.isDraining()) return
    log.fatal({ stuck }, 'is stuck, and ends itself')
    end()
  }, tickMs)
  timer.unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
