// The process that accepts and processes events. It writes down each step in a file before the next
// one, so that the file says what was accepted and processed when the process has died.
import { writeSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { FlowOptions } from './run-flow.ts'
import type { IncomingEvent } from './pass-on.ts'
import { ways } from './ways.ts'

const { way, events, turns, bytes, body, dieAfter } = JSON.parse(process.argv[2]!) as FlowOptions
const journal = 3
let accepted = 0
let processed = 0
let dropped = 0

function note(): void {
  const heapBytes = accepted % 10 === 0 ? process.memoryUsage().heapUsed : 0
  writeSync(journal, `${accepted} ${processed} ${dropped} ${heapBytes}\n`)
}

async function* produce(): AsyncGenerator<IncomingEvent> {
  for (let id = 1; id <= events; id++) {
    await nextTurn()
    const content = Buffer.alloc(bytes, 'x')
    accepted++
    note()
    // A text that is decoded lies in the heap, a buffer does not.
    yield { id, body: body === 'buffer' ? content : content.toString('latin1') }
  }
}

async function consume(): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await nextTurn()
  processed++
  note()
  if (processed === dieAfter) process.kill(process.pid, 'SIGKILL')
}

await ways[way](produce(), consume, () => dropped++)
