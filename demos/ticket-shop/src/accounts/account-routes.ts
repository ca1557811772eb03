import { z } from 'zod'
import { id } from '../http/id.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { openAccount } from './open-account.ts'
import { tokens } from './issue-tokens.ts'
import { email } from './email.ts'
import { password } from './password.ts'

const role = z.enum(['buyer', 'organiser'])

const account = z
  .object({
    id,
    email: z.string(),
    role: z.enum([...role.options, 'operator']),
    plan: z.enum(['standard', 'premium']),
  })
  .meta({ id: 'Account' })

export const accountRoutes: Route[] = [
  route({
    method: 'post',
    path: '/accounts',
    summary: 'Register',
    asker: 'anyone',
    input: { body: z.strictObject({ email, password, role }) },
    answers: {
      201: {
        description: 'The account, logged in',
        schema: z.object({ account, tokens }),
      },
    },
    problems: ['email-taken'],
    async handle({ shop, body }) {
      const opened = await openAccount(shop, body)
      if (opened === undefined) return { problem: 'email-taken' }
      return { status: 201, body: opened, wrote: true }
    },
  }),
]
