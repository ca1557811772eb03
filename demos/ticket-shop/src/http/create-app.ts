import { randomUUID } from 'node:crypto'
import type { RequestListener } from 'node:http'
import express from 'express'
import type { ErrorRequestHandler, Express, Request, RequestHandler, Response } from 'express'
import type { Shop } from '../shop.ts'
import { answerRoute } from './answer-route.ts'
import { measureRequests } from '../metrics/measure-requests.ts'
import { readAccount } from './authorise.ts'
import { logOf, logRequests } from './log-requests.ts'
import { sendProblem } from './problems.ts'
import type { ProblemKind } from './problems.ts'
import type { Route } from './route.ts'
import { otherWasInTheWay, serverIsAway } from './server-is-away.ts'
import { TooBusyError } from '../accounts/queue-hashes.ts'

/** Puts routes behind what all of them share. */
export function createApp(shop: Shop, routes: readonly Route[]): RequestListener {
  const app = express()
  app.disable('x-powered-by').disable('etag')
  app.enable('case sensitive routing').enable('strict routing')
  app.use(
    logRequests(shop.log),
    measureRequests(shop.metrics),
    protect,
    (request, response, next) => {
      response.locals['account'] = readAccount(request, shop.configuration)
      next()
    },
  )
  const limited = routes.filter(({ unlimited }) => !unlimited)
  const unlimited = routes.filter((route) => route.unlimited)
  register(app, shop, unlimited)
  // Where no route is limited, what is not found costs nothing either.
  if (limited.length > 0) app.use(shop.ways.limitRequests(shop))
  register(app, shop, limited)
  app.use((_request, response) => sendProblem(response, 'not-found'))
  app.use(noticeFailedWrite(shop), refuseOrFail)
  return (request, response) =>
    app(request as Request, response as Response, () => endUnrouted(response as Response))
}

/** A path that the router cannot read, as `GET http://[`, comes by nothing above. */
function endUnrouted(response: Response): void {
  // What has begun and failed can only be cut off.
  if (response.headersSent) return void response.destroy()
  sendProblem(response.set('X-Request-Id', randomUUID()), 'malformed-request')
}

/** What comes from here is data, for the one who asked. */
const protect: RequestHandler = (_request, response, next) => {
  response.set({
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  })
  next()
}

function register(app: Express, shop: Shop, routes: readonly Route[]): void {
  for (const [path, there] of Map.groupBy(routes, (route) => route.path)) {
    for (const route of there) app[route.method](path, answerRoute(shop, route))
    const methods = there.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : ['POST']))
    app.all(path, (_request, response) => {
      response.locals['route'] = path
      sendProblem(response.set('Allow', methods.join(', ')), 'method-not-allowed')
    })
  }
}

/** By the status that Express and its parser give to what they refuse. */
const refusals: Record<number, ProblemKind> = {
  400: 'malformed-request',
  413: 'body-too-large',
  415: 'unsupported-media-type',
}

/** What PostgreSQL says no to, although the schemas let it through. */
function databaseRefusal(error: { code?: unknown; constraint?: unknown }): ProblemKind | undefined {
  if (serverIsAway(error) || otherWasInTheWay(error) || error instanceof TooBusyError)
    return 'unavailable'
  if (valuesOfClient.has(String(error.code))) return 'invalid-request'
  // A token outlives its account.
  const isOfAccount = /_(?:buyer|organiser|account)_id_fkey$/.test(String(error.constraint))
  return error.code === '23503' && isOfAccount ? 'not-logged-in' : undefined
}

// Of a value that came with the request: too long, too large, no time, no UTF-8, no number.
const valuesOfClient = new Set(['22001', '22003', '22007', '22008', '22021', '22P02', '22P05'])

/** A full disk, a standby: the database answers questions, and only what is written shows it. */
const noticeFailedWrite =
  ({ health }: Shop): ErrorRequestHandler =>
  (error, request, _response, next) => {
    if (request.method === 'POST' && serverIsAway(error)) health.failed('writes')
    next(error)
  }

const refuseOrFail: ErrorRequestHandler = (
  error: { status?: number; code?: unknown; constraint?: unknown },
  _request,
  response,
  next,
) => {
  const kind = refusals[error.status ?? 500] ?? databaseRefusal(error) ?? 'internal-error'
  if (kind === 'internal-error') logOf(response).error({ error }, 'failed')
  if (kind === 'unavailable') logOf(response).warn({ error }, 'cannot answer now')
  // What has begun can only be cut off.
  if (response.headersSent) next(error)
  else sendProblem(response, kind)
}
