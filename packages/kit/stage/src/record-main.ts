#!/usr/bin/env node
import { basename } from 'node:path'
import { loadDemo } from './load-demo.ts'
import { recordDemo } from './record-demo.ts'
import { writeRecording } from './recording-file.ts'

// Records the demo of the concept in whose folder it is started.
const folder = process.cwd()
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => stop.abort(new Error(`Stopped by ${signal}`)))
}
const demo = await loadDemo({ id: basename(folder), folder })
writeRecording(folder, await recordDemo(demo, stop.signal))
