// Waits for "drain" when write() returns false. The producer is then as slow as the consumer. Errors
// need care: a stream that fails never drains, and once() rejects because it hears "error", too.
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
