// Waits for "drain" when write() returns false. The producer is then as slow as the consumer. once()
// rejects when the stream fails meanwhile. A failure between two waits is an "error" event without a
// listener, which ends the process; pipeline() listens all the time.
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { PassOn } from './pass-on.ts'
import { slowSink } from './slow-sink.ts'

export const awaitDrain: PassOn = async (source, process) => {
  const sink = slowSink(process)
  for await (const event of source) {
    // BLOCKS: until the consumer has emptied the stream's buffer.
    if (!sink.write(event)) await once(sink, 'drain')
  }
  sink.end()
  await finished(sink)
}
