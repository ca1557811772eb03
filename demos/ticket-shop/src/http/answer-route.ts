import express from 'express'
import type { Request, RequestHandler, Response } from 'express'
import type { Shop } from '../shop.ts'
import { accountOf, refusalOf } from './authorise.ts'
import { logOf } from './log-requests.ts'
import { sendProblem } from './problems.ts'
import { readInput } from './read-input.ts'
import type { Route } from './route.ts'

/** Answers one route: who asks, then the body, then all of the input, then the work. */
export function answerRoute(shop: Shop, route: Route): RequestHandler[] {
  const { asker, input } = route

  const admit: RequestHandler = (request, response, next) => {
    response.locals['route'] = route.path
    const refusal = refusalOf(accountOf(response), asker)
    if (refusal !== undefined) sendProblem(response, refusal)
    else if (input.body !== undefined && isNotJson(request)) {
      sendProblem(response, 'unsupported-media-type')
    } else next()
  }

  const answer = async (request: Request, response: Response): Promise<void> => {
    const read = readInput(request, input)
    if ('errors' in read) return sendProblem(response, 'invalid-request', read)
    const account = accountOf(response)
    const asked = { ...read, account, shop: { ...shop, log: logOf(response) } }
    const result = await route.handle(asked)
    if ('problem' in result) return sendProblem(response, result.problem, result)
    if (result.wrote) shop.health.worked('writes')
    response.status(result.status).set(result.headers ?? {})
    const type = route.answers[result.status]?.type
    if (result.body === undefined) response.end()
    else if (type === undefined) response.json(result.body)
    // As bytes: of a string Express would write the type anew.
    else response.type(type).send(Buffer.from(result.body as string))
  }

  const limits = route.limit?.(shop) ?? []
  return input.body === undefined
    ? [admit, ...limits, answer]
    : [admit, readJson, ...limits, answer]
}

const readJson = express.json({ limit: '16kb', inflate: false })

/** Without any body there is nothing to refuse: its schema says that it is missing. */
function isNotJson(request: Request): boolean {
  return request.is('application/json') === false && request.get('Content-Length') !== '0'
}
