// Writes into a stream, and does not look at what write() returns. BREAKS: highWaterMark is no limit.
// After false the stream goes on taking what it is given, and keeps it in memory.
import { finished } from 'node:stream/promises'
import type { PassOn } from './pass-on.ts'
import { slowSink } from './slow-sink.ts'

export const ignoredWrite: PassOn = async (source, process) => {
  const sink = slowSink(process)
  for await (const event of source) sink.write(event)
  sink.end()
  await finished(sink)
}
