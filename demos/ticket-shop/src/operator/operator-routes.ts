import { z } from 'zod'
import { id } from '../http/id.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { decide } from './decide.ts'
import type { Decision, Subject } from './decide.ts'
import { listParked, parked } from './list-parked.ts'

const decided = z
  .object({ id, subject: z.string(), decision: z.enum(['retry', 'give up']), accountId: id })
  .meta({ id: 'Decision' })

const subjects: Record<Subject, { path: string; id: z.ZodType<string> }> = {
  order: { path: 'orders', id: z.guid() },
  'dead letter': { path: 'dead-letters', id },
  mail: { path: 'mails', id: z.guid() },
}

const decisions: Record<Decision, string> = { retry: 'retry', 'give up': 'give-up' }

export const operatorRoutes: Route[] = [
  route({
    method: 'get',
    path: '/operator/parked',
    summary: 'List what cannot go on by itself, with the reasons',
    asker: 'operator',
    input: {},
    answers: { 200: { description: 'The oldest of each kind', schema: parked } },
    problems: [],
    handle: async ({ shop }) => ({ status: 200, body: await listParked(shop.pool) }),
  }),
  ...(Object.keys(subjects) as Subject[]).flatMap((subject) =>
    (Object.keys(decisions) as Decision[]).map((decision) => decisionRoute(subject, decision)),
  ),
]

function decisionRoute(subject: Subject, decision: Decision): Route {
  return route({
    method: 'post',
    path: `/operator/${subjects[subject].path}/:id/${decisions[decision]}`,
    summary: `${decision === 'retry' ? 'Try again' : 'Give up'}: a ${subject} that is parked`,
    asker: 'operator',
    input: { params: z.strictObject({ id: subjects[subject].id }) },
    answers: { 201: { description: 'Who decided what', schema: decided } },
    problems: ['not-found'],
    async handle({ shop, account, params }) {
      const made = await decide(shop, account.id, [subject, params.id], decision)
      if (made === undefined) return { problem: 'not-found' }
      return { status: 201, body: made, wrote: true }
    },
  })
}
