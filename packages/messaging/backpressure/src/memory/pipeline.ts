// pipeline() waits for "drain" by itself, and destroys every stream when one of them fails. Each
// stream on the way has a buffer of its own, so that more is held than by one queue.
import { Readable } from 'node:stream'
import { pipeline as connect } from 'node:stream/promises'
import type { PassOn } from './pass-on.ts'
import { highWaterMark, slowSink } from './slow-sink.ts'

export const pipeline: PassOn = (source, process) =>
  connect(Readable.from(source, { highWaterMark }), slowSink(process))
