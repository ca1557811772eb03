import type { RequestHandler } from 'express'

/**
 * Refuses requests while so many are inside: 503 with `Retry-After`, before anything is read.
 *
 * @param limit Requests, 1 or more: how many can be answered before their clients give up.
 * @param options.retryAfterSeconds A whole number, as RFC 9110 has it; 0 or more.
 * @throws {RangeError} If one of them is no such number.
 */
export function shedAbove(
  limit: number,
  { retryAfterSeconds }: { retryAfterSeconds: number },
): RequestHandler {
  requireWhole('limit', limit, 1)
  requireWhole('retryAfterSeconds', retryAfterSeconds, 0)
  let inside = 0
  return (_request, response, next) => {
    if (inside >= limit) {
      response
        .status(503)
        .set('Retry-After', String(retryAfterSeconds))
        .json({ error: 'overloaded' })
      return
    }
    inside++
    // "finish" would not come for a client that has gone away, and its place would never be free.
    response.once('close', () => inside--)
    next()
  }
}

function requireWhole(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return
  throw new RangeError(
    `Cannot shed load: ${name} must be a whole number from ${least} on, received ${value}`,
  )
}
