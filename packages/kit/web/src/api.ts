import { json, Router } from 'express'
import type { ErrorRequestHandler } from 'express'
import { z } from 'zod'
import { loadDemo } from '@lab/stage'
import { createCardsApi } from './cards-api.ts'
import { createClaimsApi } from './claims-api.ts'
import { conceptCard } from './concept-card.ts'
import { conceptPage } from './concept-page.ts'
import { keepStages } from './keep-stages.ts'
import { createPracticeApi } from './practice-api.ts'
import { createPresenceApi } from './presence-api.ts'
import type { Catalogue } from './protocol.ts'
import { requireConcept } from './require-concept.ts'
import { requireToken } from './require-token.ts'
import { QueueFullError } from './run-queue.ts'
import { createRunsApi } from './runs-api.ts'
import { shortText } from './short-text.ts'
import { studyOf } from './study-of.ts'
import type { WebLab } from './web-lab.ts'

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
  const router = Router()
  router.use(requireToken(token))
  router.use(json({ limit: '16kb' }))

  router.get('/catalogue', (_request, response) => {
    const concepts = lab.concepts.map((concept) => conceptCard(concept, lab.headline(concept)))
    response.json({ concepts, ...studyOf(lab, new Date()) } satisfies Catalogue)
  })

  router.get('/concepts/:id', async (request, response) => {
    const concept = requireConcept(lab, request.params.id)
    // A reader of the page is about to run something.
    stages.of(concept, undefined)
    const { scenes, headline } = await loadDemo(concept)
    response.json(conceptPage(lab, concept, { scenes, headline }, lab.headline(concept)))
  })

  const practice = createPracticeApi(lab)
  const presence = createPresenceApi(() => void stages.close())
  router.use('/runs', createRunsApi(lab, stages))
  router.use('/practice', practice.router)
  router.use('/cards', createCardsApi(lab.cards))
  router.use('/claims', createClaimsApi(lab))
  router.use('/presence', presence.router)
  router.use(answerError)

  return {
    router,
    async [Symbol.asyncDispose]() {
      presence[Symbol.dispose]()
      await practice[Symbol.asyncDispose]()
      await stages.close()
    },
  }
}

/** Answers what a route has thrown. */
const answerError: ErrorRequestHandler = (error: Error, _request, response, next) => {
  if (response.headersSent) return next(error)
  response.status(statusOf(error)).json({ error: messageOf(error) })
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
