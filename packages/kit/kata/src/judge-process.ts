import { flushCompileCache } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { boundEvent } from './bound-event.ts'
import { describeThrown } from './describe-thrown.ts'
import type { Facts } from './facts.ts'
import { judgeAnswer } from './judge-answer.ts'
import type { Finding, JudgeEvent } from './judge-events.ts'
import { loadAnswer } from './load-answer.ts'

// A process of its own for each answer: whatever an answer does, it can be ended, and the next
// one is loaded anew. It opens its world before the answer is there, so that a save is judged at once.

type AnyFacts = Facts<unknown, AsyncDisposable>

const mostStrays = 20

const [, , factsFile = '', lookWithinMs = ''] = process.argv
const endProcess = process.exit.bind(process)
const send = process.send!.bind(process)
const tell = (event: JudgeEvent) => send(boundEvent(event))
const strays = new Set<string>()
let answerFile = ''

const beat = new Int32Array(new SharedArrayBuffer(4))
setInterval(() => Atomics.add(beat, 0, 1), 50).unref()
new Worker(new URL('./watchdog.ts', import.meta.url), { workerData: beat }).unref()
process.on('disconnect', () => endProcess())

const { facts } = (await import(pathToFileURL(factsFile).href)) as { facts: AnyFacts }
const world = await facts.open().catch((error: Error & { name: string }) => {
  if (error.name !== 'ServerUnavailableError') throw error
  const { service, source, problem, remedy } = error as never
  tell({ type: 'unavailable', details: { service, source, problem, remedy } })
})
// Not before: facts that do not load, or do not open their world, must end this process.
process.on('unhandledRejection', (reason) =>
  stray('a promise is rejected, and no code awaits it', reason),
)
process.on('uncaughtException', (error) =>
  stray('an error is thrown where no code can catch it', error),
)
if (world !== undefined) {
  process.once('message', (file: string) => void judge(file, world))
  tell({ type: 'ready' })
  // It will be killed, and the next one imports the same modules.
  flushCompileCache()
}

async function judge(file: string, opened: AsyncDisposable): Promise<void> {
  answerFile = file
  const exits: string[] = []
  process.exit = () => {
    const error = new Error('process.exit was called')
    exits.push(describeThrown(error, file))
    throw error
  }
  // What only this module says is heard as the judge's word.
  delete process.send
  const known = new Set(Object.getOwnPropertyNames(globalThis))
  const globals = () => Object.getOwnPropertyNames(globalThis).filter((name) => !known.has(name))
  const limits = {
    lookWithinMs: Number(lookWithinMs),
    keepsGlobals: () => globals().length > 0,
  }
  const tellGlobals = () => {
    for (const name of globals()) tell({ type: 'stray', problem: keptIn(`globalThis.${name}`) })
  }
  const loaded = await loadAnswer(file, facts)
  if ('problem' in loaded) return void tell({ type: 'no answer', problem: loaded.problem })
  for (const [name, fact] of Object.entries(facts.facts)) {
    tell({ type: 'begins', fact: name })
    const judged = judgeAnswer(name, fact, loaded.answer, opened, limits)
    const finding = await judged.catch((error: unknown) => {
      tellGlobals()
      tell({ type: 'stopped', problem: describeThrown(error) })
    })
    // What it waits for is held in this process, and the next fact would wait for it too.
    if (finding === undefined) return
    tell({ type: 'found', finding: exits.length === 0 ? finding : ended(finding, exits[0]!) })
  }
  tellGlobals()
  tell({ type: 'done' })
}

const keptIn = (place: string) =>
  `it keeps something in ${place}, and a second server has a memory of its own`

/** Where the process would have ended nothing holds, also when the answer caught what was thrown. */
function ended({ fact, ms }: Finding, reason: string): Finding {
  return { fact, ms, holds: false, reason, orders: undefined, timeline: undefined, printed: [] }
}

function stray(what: string, thrown: unknown): void {
  const isTooMany = strays.size >= mostStrays
  const problem = isTooMany
    ? 'and more like that'
    : `${what}: ${describeThrown(thrown, answerFile)}`
  if (strays.has(problem)) return
  strays.add(problem)
  tell({ type: 'stray', problem })
}
