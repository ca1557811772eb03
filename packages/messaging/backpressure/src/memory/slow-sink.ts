import { Writable } from 'node:stream'
import type { IncomingEvent } from './pass-on.ts'

/** How many events the stream takes before `write()` returns false. */
export const highWaterMark = 16

/** A stream that processes one event after another. */
export function slowSink(process: (event: IncomingEvent) => Promise<void>): Writable {
  return new Writable({
    objectMode: true,
    highWaterMark,
    write(event: IncomingEvent, _encoding, done) {
      process(event).then(() => done(), done)
    },
  })
}
