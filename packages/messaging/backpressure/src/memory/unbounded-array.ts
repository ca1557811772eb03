// Puts each event into an array, from which a loop takes. BREAKS: nothing tells the producer to wait,
// so the array grows by what the consumer is too slow for, until the heap is full.
import type { IncomingEvent, PassOn } from './pass-on.ts'

export const unboundedArray: PassOn = async (source, process) => {
  const queue: IncomingEvent[] = []
  let working: Promise<void> | undefined
  const work = async () => {
    for (let event = queue.shift(); event !== undefined; event = queue.shift()) await process(event)
    working = undefined
  }
  for await (const event of source) {
    queue.push(event)
    working ??= work()
  }
  await working
}
