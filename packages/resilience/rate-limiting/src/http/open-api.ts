import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import type { LoopbackServer } from '@lab/wire/serve-on-loopback'
import express from 'express'
import { rateLimit } from './rate-limit.ts'
import type { Plan } from './rate-limit.ts'

export interface ApiResponse {
  status: number
  fields: Record<string, string>
  body: unknown
}

export interface Api extends LoopbackServer {
  /** Sends a request as a user of a plan; `/export` costs 3 units, everything else 1. */
  get(path: string, as: { user: string; plan: string }): Promise<ApiResponse>
  /** Why Redis gave no answer, as `onFailure` was told. */
  readonly failures: string[]
}

const shown = ['RateLimit-Policy', 'RateLimit', 'Retry-After']

/** Starts an Express application behind the middleware, on a free port of loopback. */
export async function openApi(plans: Record<string, Plan>): Promise<Api> {
  const failures: string[] = []
  const app = express()
  app.use(
    rateLimit({
      plans,
      // An application takes both from its session or API key.
      identify: (request) => ({ key: request.get('User')!, plan: request.get('Plan')! }),
      cost: (request) => (request.path === '/export' ? 3 : 1),
      onFailure: (error) => failures.push((error as Error).message),
    }),
  )
  app.use((_request, response) => void response.json('welcome'))
  const server = await serveOnLoopback(app)
  return {
    ...server,
    failures,
    async get(path, { user, plan }) {
      const reply = await fetch(`${server.url}${path}`, { headers: { user, plan } })
      const fields = shown.flatMap((name) => {
        const value = reply.headers.get(name)
        return value === null ? [] : [[name, value]]
      })
      return {
        status: reply.status,
        fields: Object.fromEntries(fields) as Record<string, string>,
        body: reply.headers.get('Content-Type')?.includes('json') ? await reply.json() : undefined,
      }
    },
  }
}
