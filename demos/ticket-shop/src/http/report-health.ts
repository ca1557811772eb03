import { z } from 'zod'
import { route } from './route.ts'
import type { Route } from './route.ts'

const liveness = z.object({
  live: z.boolean(),
  stuck: z.array(z.string()).describe('Parts of this process that have not even tried to work'),
})

const readiness = z.object({
  ready: z.boolean(),
  draining: z.boolean(),
  missing: z.array(z.string()).describe('What this process cannot do its work without'),
  without: z.array(z.string()).describe('What is not there, and is done without'),
})

/** Two questions of a supervisor: start another one? and: send work here? */
export const healthRoutes: Route[] = [
  route({
    method: 'get',
    path: '/health/live',
    summary: 'Say whether this process goes on, or could when its servers are back',
    asker: 'anyone',
    unlimited: true,
    input: {},
    answers: {
      200: { description: 'It does', schema: liveness },
      503: { description: 'It is stuck: another one should take its place', schema: liveness },
    },
    problems: [],
    async handle({ shop }) {
      const stuck = shop.health.stuck()
      const live = stuck.length === 0
      return { status: live ? 200 : 503, body: { live, stuck } }
    },
  }),
  route({
    method: 'get',
    path: '/health/ready',
    summary: 'Say whether work should come here',
    asker: 'anyone',
    unlimited: true,
    input: {},
    answers: {
      200: { description: 'It should', schema: readiness },
      503: { description: 'It should not, now', schema: readiness },
    },
    problems: [],
    async handle({ shop }) {
      const { ready, draining, missing, without } = await shop.health.read()
      return { status: ready ? 200 : 503, body: { ready, draining, missing, without } }
    },
  }),
]
