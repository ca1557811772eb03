import type { Request, RequestHandler } from 'express'
import type { RateLimiter } from '../rate-limiter.ts'
import { rateLimitFields } from './rate-limit-fields.ts'

export interface Plan {
  limiter: RateLimiter
  /** Fail open, fail closed, or ask another limiter, such as a local one. */
  whenRedisFails: 'allow' | 'refuse' | RateLimiter
}

export interface RateLimitOptions {
  /** By the name that clients see in `RateLimit-Policy`. */
  plans: Record<string, Plan>
  /** Names the client. A request without a user is best known by its address. */
  identify(request: Request): { key: string; plan: string }
  /** Units that a request takes. Default 1. */
  cost?(request: Request): number
  /** Adds members to the problem document of a refusal, such as `instance`. */
  problem?(request: Request): Record<string, unknown>
  /** Is told why Redis gave no answer: a limiter that fails open must not do so in silence. */
  onFailure(error: unknown, request: Request): void
}

const problems = 'https://iana.org/assignments/http-problem-types'

/** Limits the requests of an Express application: 429 for too many, 503 when failing closed. */
export function rateLimit({
  plans,
  identify,
  cost,
  problem,
  onFailure,
}: RateLimitOptions): RequestHandler {
  return async (request, response, next) => {
    const { key, plan } = identify(request)
    const { limiter, whenRedisFails } = plans[plan]!
    const units = cost?.(request) ?? 1
    try {
      await answer(limiter)
    } catch (error) {
      if (error instanceof RangeError) throw error
      onFailure(error, request)
      if (whenRedisFails === 'allow') next()
      else if (whenRedisFails === 'refuse') refuse(503, 'temporary-reduced-capacity')
      else await answer(whenRedisFails)
    }

    async function answer(by: RateLimiter): Promise<void> {
      const decision = await by.consume(`${plan}:${key}`, units)
      response.set(rateLimitFields(plan, by, decision))
      if (decision.allowed) next()
      else refuse(429, 'quota-exceeded')
    }

    function refuse(status: 429 | 503, type: string): void {
      // Without Redis the server does not know when the client may come back, so it says: soon.
      if (status === 503) response.set('Retry-After', '1')
      response
        .status(status)
        .type('application/problem+json')
        .send({
          type: `${problems}#${type}`,
          status,
          'violated-policies': [plan],
          ...problem?.(request),
        })
    }
  }
}
