import { json, Router } from 'express'
import type { ErrorRequestHandler } from 'express'
import { z } from 'zod'
import { loadDemo } from '@lab/stage'
import { stepWords } from '@lab/stage/schedule'
import { createCardsApi } from './cards-api.ts'
import { conceptCard } from './concept-card.ts'
import { conceptPage } from './concept-page.ts'
import { keepStages } from './keep-stages.ts'
import { createPracticeApi } from './practice-api.ts'
import { levels, mostScheduleLength } from './protocol.ts'
import type { Catalogue, RunMessage } from './protocol.ts'
import { requireToken } from './require-token.ts'
import { createRunQueue, QueueFullError } from './run-queue.ts'
import { shortText } from './short-text.ts'
import { beginStream, goneSignal, streamMessages } from './stream-messages.ts'
import { studyOf } from './study-of.ts'
import type { WebConcept, WebLab } from './web-lab.ts'

const restAfterMs = 2_000
const forever = new AbortController().signal

const name = z.string().max(200)
const place = { concept: name, scene: name, level: z.enum(levels).optional() }
// Read here, so that none that cannot be read waits for its turn, or comes to a stage.
const schedule = z
  .string()
  .max(mostScheduleLength, { abort: true })
  .superRefine((text, context) => {
    try {
      stepWords(text)
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message })
    }
  })
const runRequest = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('play'), ...place }),
  z.strictObject({ do: z.literal('map'), race: name, ...place }),
  z.strictObject({ do: z.literal('attempt'), race: name, schedule, ...place }),
])

export interface Api extends AsyncDisposable {
  router: Router
}

/**
 * Answers the page: what there is, and runs on the real servers.
 *
 * @param token What each request has to bring, whichever spelling of a path leads here.
 */
export function createApi(lab: WebLab, token: string): Api {
  const stages = keepStages()
  const queue = createRunQueue()
  const router = Router()
  router.use(requireToken(token))
  router.use(json({ limit: '16kb' }))

  router.get('/catalogue', (_request, response) => {
    const concepts = lab.concepts.map(conceptCard)
    const study = studyOf(lab, new Date())
    response.json({ concepts, ...(study && { study }) } satisfies Catalogue)
  })

  router.get('/concepts/:id', async (request, response) => {
    const concept = requireConcept(lab, request.params.id)
    // Who reads the page is about to run something.
    stages.of(concept, undefined)
    const { scenes } = await loadDemo(concept)
    const titles = scenes.map(({ id, title }) => ({ id, title }))
    response.json(conceptPage(lab, concept, titles))
  })

  router.post('/runs', async (request, response) => {
    const asked = runRequest.parse(request.body)
    const concept = requireConcept(lab, asked.concept)
    const signal = goneSignal(response)
    const send = streamMessages<RunMessage>(response)
    const run = async () => {
      const stage = stages.of(concept, asked.level)
      try {
        // A single order is short, and whoever gives it up asks for the next one at once: it goes on
        // to its end, rather than end its process.
        const giveUp = asked.do === 'attempt' ? forever : signal
        await stage.run(asked, (event) => send({ type: 'event', event }), giveUp)
      } catch (error) {
        if (!(error instanceof RangeError)) await stages.drop(stage)
        throw error
      }
    }
    try {
      await queue.add(run, signal, (ahead) => void send({ type: 'waiting', ahead }))
      await send({ type: 'end' })
    } catch (error) {
      if (error instanceof QueueFullError) throw error
      await send({ type: 'failed', message: shortText((error as Error).message) })
    }
    response.end()
  })

  const practice = createPracticeApi(lab)
  router.use('/practice', practice.router)
  router.use('/cards', createCardsApi(lab.cards))

  let present = 0
  let resting: NodeJS.Timeout | undefined
  // A page holds this open as long as it is there.
  router.get('/presence', (_request, response) => {
    present++
    clearTimeout(resting)
    beginStream(response)
    response.on('close', () => {
      present--
      if (present === 0) resting = setTimeout(() => void stages.close(), restAfterMs)
    })
  })

  router.use(((error: Error, _request, response, next) => {
    if (response.headersSent) return next(error)
    response.status(statusOf(error)).json({ error: messageOf(error) })
  }) satisfies ErrorRequestHandler)

  return {
    router,
    async [Symbol.asyncDispose]() {
      clearTimeout(resting)
      await practice[Symbol.asyncDispose]()
      await stages.close()
    },
  }
}

function requireConcept(lab: WebLab, id: string): WebConcept {
  const concept = lab.concepts.find((one) => one.id === id)
  if (concept === undefined) throw new RangeError(`Cannot show concept: there is no "${id}"`)
  return concept
}

function statusOf(error: Error & { status?: number }): number {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return 400
  if (error instanceof RangeError) return 404
  if (error instanceof QueueFullError) return 429
  return error.status ?? 500
}

function messageOf(error: Error): string {
  return shortText(error instanceof z.ZodError ? z.prettifyError(error) : error.message)
}
