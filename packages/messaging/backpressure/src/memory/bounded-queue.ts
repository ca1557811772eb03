// A queue of sixteen places: put() waits for one. It needs no stream, and several consumers can take
// from it. The kata builds it with an end and an error.
import type { IncomingEvent, PassOn } from './pass-on.ts'

const places = 16

export const boundedQueue: PassOn = async (source, process) => {
  const queue: IncomingEvent[] = []
  let working: Promise<void> | undefined
  let freed: PromiseWithResolvers<void> | undefined
  const work = async () => {
    for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
      freed?.resolve()
      await process(event)
    }
    working = undefined
  }
  for await (const event of source) {
    queue.push(event)
    working ??= work()
    if (queue.length < places) continue
    freed = Promise.withResolvers()
    // BLOCKS: until the consumer has taken an event.
    await freed.promise
  }
  await working
}
