import { randomUUID } from 'node:crypto'
import { trace } from '@opentelemetry/api'
import type { RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { accountOf } from './authorise.ts'

/** What may stand in logs and in a URL; anything else is replaced, not repaired. */
const sane = /^[\w.-]{8,64}$/

/** Names each request, and logs one line when it ends: no bodies, no headers, no query. */
export function logRequests(log: Logger): RequestHandler {
  return (request, response, next) => {
    const began = performance.now()
    const given = request.get('X-Request-Id')
    const requestId = given !== undefined && sane.test(given) ? given : randomUUID()
    const traceId = trace.getActiveSpan()?.spanContext().traceId
    const child = log.child({ requestId, ...(traceId && { traceId }) })
    response.set('X-Request-Id', requestId)
    response.locals['log'] = child
    response.once('close', () => {
      child.info(
        {
          method: request.method,
          // Not the path: it holds ids.
          route: response.locals['route'] as string | undefined,
          status: response.statusCode,
          ms: Math.round(performance.now() - began),
          account: accountOf(response)?.id,
          ...(response.writableFinished ? {} : { aborted: true }),
        },
        'request',
      )
    })
    next()
  }
}

export const logOf = (response: Response) => response.locals['log'] as Logger
