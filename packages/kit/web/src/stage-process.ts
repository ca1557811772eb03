// Run as a process of its own: a run that is given up is ended with its process, wherever it is,
// and no mistake of a scene ends the server.
import { loadDemo } from '@lab/stage'
import { openStage } from './open-stage.ts'
import { performRun } from './perform-run.ts'
import type { RunRequest } from './protocol.ts'
import type { StageMessage } from './stage-messages.ts'

const closeWithinMs = 1_000

const [id = '', folder = '', level = ''] = process.argv.slice(2)

// The process that started it has gone, or needs it no more. What is under way then may fail.
function leave(): void {
  process.on('uncaughtException', () => {})
  process.on('unhandledRejection', () => {})
  const end = () => process.exit()
  // Nobody is left to end it when a server does not answer; the keeper cleans up behind it.
  setTimeout(end, closeWithinMs)
  stage.then((opened) => opened[Symbol.asyncDispose]()).then(end, end)
}
process.once('disconnect', leave)
process.on('SIGINT', () => process.exit())

const stage = loadDemo({ id, folder }).then((demo) => openStage(demo, level || undefined))
// The page that asks for a run hears it.
stage.catch(() => {})

process.on('message', (request: RunRequest) => void run(request))

async function run(request: RunRequest): Promise<void> {
  try {
    const forever = new AbortController().signal
    await performRun(await stage, request, (event) => send({ type: 'event', event }), forever)
    await send({ type: 'end' })
  } catch (error) {
    const isRefused = error instanceof RangeError || error instanceof SyntaxError
    const { message } = error as Error
    // A send that fails may be the first word of it that the parent has gone.
    await send({ type: isRefused ? 'refused' : 'failed', message }).catch(leave)
  }
}

function send(message: StageMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send!(message, (error: Error | null) => (error ? reject(error) : resolve()))
  })
}
