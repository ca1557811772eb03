import { Router } from 'express'
import { requireConcept } from './require-concept.ts'
import type { WebLab } from './web-lab.ts'

/** Answers what is said of all concepts, or of one. */
export function createClaimsApi(lab: WebLab): Router {
  const router = Router()

  router.get('/', async (_request, response) => {
    response.json(await lab.claims(lab.concepts))
  })

  router.get('/:concept', async (request, response) => {
    response.json(await lab.claims([requireConcept(lab, request.params.concept)]))
  })

  return router
}
