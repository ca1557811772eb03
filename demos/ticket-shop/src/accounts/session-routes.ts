import { z } from 'zod'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { email } from './email.ts'
import { refreshToken, tokens } from './issue-tokens.ts'
import { openSession } from './open-session.ts'
import { password } from './password.ts'
import { endSession, refreshSession } from './refresh-session.ts'

const withToken = { body: z.strictObject({ refreshToken }) }

export const sessionRoutes: Route[] = [
  route({
    method: 'post',
    path: '/sessions',
    summary: 'Log in',
    asker: 'anyone',
    limit: (shop) => shop.ways.limitLogIns(shop),
    input: { body: z.strictObject({ email, password }) },
    answers: { 201: { description: 'Logged in', schema: tokens } },
    problems: ['wrong-credentials'],
    async handle({ shop, body }) {
      const opened = await openSession(shop, body)
      if (opened === undefined) return { problem: 'wrong-credentials' }
      return { status: 201, body: opened, wrote: true }
    },
  }),
  route({
    method: 'post',
    path: '/sessions/refresh',
    summary:
      'Trade a refresh token for a new pair; a used one that comes again later ends all of its log-in',
    asker: 'anyone',
    input: withToken,
    answers: {
      201: { description: 'A new pair; the old refresh token is used up', schema: tokens },
    },
    problems: ['refresh-refused'],
    async handle({ shop, body }) {
      const pair = await refreshSession(shop, body.refreshToken)
      return pair === undefined ? { problem: 'refresh-refused' } : { status: 201, body: pair }
    },
  }),
  route({
    method: 'post',
    path: '/sessions/end',
    summary: 'Log out: end all refresh tokens of this log-in',
    asker: 'anyone',
    input: withToken,
    // The same answer for a token that does not exist: a caller cannot learn which ones do.
    answers: { 204: { description: 'Ended' } },
    problems: [],
    async handle({ shop, body }) {
      await endSession(shop, body.refreshToken)
      return { status: 204 }
    },
  }),
]
