import type { RequestHandler } from 'express'
import type { Metrics } from './create-metrics.ts'

/** What Node lets through otherwise is a list of 30 names. */
const methods = new Set(['GET', 'HEAD', 'POST'])

/** Takes the time of each request until its answer has left, or its client. */
export function measureRequests({ requests }: Metrics): RequestHandler {
  return ({ method }, response, next) => {
    const began = performance.now()
    response.once('close', () => {
      const route = response.locals['route'] as string | undefined
      requests.observe(
        {
          method: methods.has(method) ? method : 'other',
          route: route ?? 'none',
          status: response.writableFinished ? response.statusCode : 'aborted',
        },
        (performance.now() - began) / 1000,
      )
    })
    next()
  }
}
