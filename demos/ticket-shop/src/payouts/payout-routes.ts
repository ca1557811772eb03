import { z } from 'zod'
import { id } from '../http/id.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { payOut } from './pay-out.ts'

export const payoutRoutes: Route[] = [
  route({
    method: 'post',
    path: '/payouts',
    summary: 'Pay out to you what is due',
    asker: 'organiser',
    input: {},
    answers: {
      201: {
        description: 'The payout',
        schema: z.object({ id, amountCents: z.int() }).meta({ id: 'Payout' }),
      },
    },
    problems: ['nothing-due'],
    async handle({ shop, account }) {
      const paid = await payOut(shop, account.id)
      if (paid === undefined) return { problem: 'nothing-due' }
      return { status: 201, body: paid, wrote: true }
    },
  }),
]
