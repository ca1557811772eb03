// Drops an event when sixteen wait. BREAKS: memory is bounded, and the producer does not learn that
// its event is gone. Right for values of which the next one is as good, such as a position.
import type { IncomingEvent, PassOn } from './pass-on.ts'

const places = 16

export const dropWhenFull: PassOn = async (source, process, onDrop) => {
  const queue: IncomingEvent[] = []
  let working: Promise<void> | undefined
  const work = async () => {
    for (let event = queue.shift(); event !== undefined; event = queue.shift()) await process(event)
    working = undefined
  }
  for await (const event of source) {
    if (queue.length >= places) onDrop()
    else {
      queue.push(event)
      working ??= work()
    }
  }
  await working
}
