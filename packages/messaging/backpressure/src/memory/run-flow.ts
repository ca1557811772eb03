import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, open, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WayName } from './ways.ts'

export interface FlowOptions {
  way: WayName
  /** How many the producer has; it gives one each turn of the event loop. */
  events: number
  /** What the consumer takes for one, in turns of the event loop. */
  turns: number
  /** Of the body of an event. */
  bytes: number
  body?: 'text' | 'buffer'
  /** What the process may have, in MiB. Default: what Node.js takes. */
  heapMb?: number
  /** The process is killed, as by `kill -9`, when it has processed so many. */
  dieAfter?: number
}

export interface Flow {
  ending: 'done' | 'out of memory' | 'killed'
  accepted: number
  processed: number
  /** Accepted and not processed at the end. */
  lost: number
  /** The most events that the process kept at once. */
  held: number
  /** Used bytes of the heap by events accepted. */
  heap: [accepted: number, bytes: number][]
}

/** Runs a way in a process of its own, and reads afterwards what it has accepted and processed. */
export async function runFlow(options: FlowOptions): Promise<Flow> {
  await using journal = await openJournal()
  const ending = await runProcess(options, journal.fd)
  const { size } = await journal.stat()
  const { buffer } = await journal.read(Buffer.alloc(size), 0, size, 0)
  return { ending, ...readJournal(buffer.toString()) }
}

/** Opens a file that has no name any more, so that nothing is left when this process is killed, too. */
async function openJournal(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-flow-'))
  try {
    return await open(join(folder, 'journal'), 'w+')
  } finally {
    await rm(folder, { recursive: true })
  }
}

function readJournal(text: string): Omit<Flow, 'ending'> {
  const steps = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ').map(Number) as [number, number, number, number])
  const [accepted, processed] = steps.at(-1)!
  return {
    accepted,
    processed,
    lost: accepted - processed,
    held: Math.max(...steps.map(([taken, done, dropped]) => taken - done - dropped)),
    heap: steps.flatMap(([taken, , , bytes]) => (bytes === 0 ? [] : [[taken, bytes]])),
  }
}

async function runProcess(options: FlowOptions, journal: number): Promise<Flow['ending']> {
  const heap = options.heapMb === undefined ? [] : [`--max-old-space-size=${options.heapMb}`]
  const program = fileURLToPath(new URL('flow-process.ts', import.meta.url))
  const child = spawn(process.execPath, [...heap, program, JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'pipe', journal],
  })
  let said = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  if (code === 0) return 'done'
  if (said.includes('JavaScript heap out of memory')) return 'out of memory'
  if (signal === 'SIGKILL') return 'killed'
  throw new Error(`Cannot run flow: the process has ended by ${signal ?? code}: ${said}`)
}
