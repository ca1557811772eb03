import { Router } from 'express'
import { z } from 'zod'
import { stepWords } from '@lab/stage/schedule'
import type { Stages } from './keep-stages.ts'
import { levels } from './levels.ts'
import { mostScheduleLength } from './protocol.ts'
import type { RunMessage } from './protocol.ts'
import { requireConcept } from './require-concept.ts'
import { createRunQueue, QueueFullError } from './run-queue.ts'
import { shortText } from './short-text.ts'
import { goneSignal, streamMessages } from './stream-messages.ts'
import type { WebLab } from './web-lab.ts'

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

/** Runs what the page asks for, one after the other, and streams what happens. */
export function createRunsApi(lab: WebLab, stages: Stages): Router {
  const queue = createRunQueue()
  const router = Router()

  router.post('/', async (request, response) => {
    const asked = runRequest.parse(request.body)
    const concept = requireConcept(lab, asked.concept)
    const signal = goneSignal(response)
    const send = streamMessages<RunMessage>(response)
    const run = async () => {
      const stage = stages.of(concept, asked.level)
      try {
        // A single order is short, and a page that gives it up asks for the next one at once: it goes on
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

  return router
}
