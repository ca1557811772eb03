import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import type { LoopbackServer } from '@lab/wire/serve-on-loopback'
import express from 'express'
import type { ErrorRequestHandler } from 'express'
import type { Pool } from 'pg'

export interface Product {
  name: string
  price: number
}

export interface ProductSearch {
  search: string
  sort: string
  limit: string
}

/** A request that is the client's mistake. */
export class BadRequestError extends Error {}

/** One way to make statements of what a client sends. */
export interface Statements {
  /** The e-mail address of the user, if both are right. */
  login(pool: Pool, email: string, passwordHash: string): Promise<string | undefined>
  /** @throws {BadRequestError} If there is no such column to sort by, or the limit is no number. */
  products(pool: Pool, asked: ProductSearch): Promise<Product[]>
  rename(pool: Pool, email: string, nickname: string): Promise<void>
  /** The reviews that the user has written under the nickname that is stored. */
  reviewsOf(pool: Pool, email: string): Promise<string[]>
}

// As an error that no handler expects ends: what went wrong is for the log.
const unexpected: ErrorRequestHandler = (error, _request, response, _next) => {
  const status = error instanceof BadRequestError ? 400 : 500
  response.status(status).json({ error: status === 400 ? error.message : 'Internal Server Error' })
}

/** As whom the shop logs users in, and as whom it answers everything else. */
export interface Roles {
  login: Pool
  pages: Pool
}

/** A parameter that is sent twice is a list, which is the client's mistake. */
function textOf(value: unknown, missing: string): string {
  if (value === undefined) return missing
  if (typeof value !== 'string') throw new BadRequestError('each parameter must be one text')
  return value
}

/** Starts a shop in Express that makes its statements in this way. */
export function openShop({ login, pages }: Roles, statements: Statements): Promise<LoopbackServer> {
  const app = express()
  app.use(express.json())
  app.post('/login', async ({ body }, response) => {
    // An application hashes the password first: that text comes from the client, too.
    const email = await statements.login(login, String(body.email), `hash-${body.password}`)
    response.status(email === undefined ? 401 : 200).json({ email: email ?? null })
  })
  app.get('/products', async ({ query }, response) => {
    const asked = {
      search: textOf(query['search'], ''),
      sort: textOf(query['sort'], 'name'),
      limit: textOf(query['limit'], '10'),
    }
    response.json(await statements.products(pages, asked))
  })
  app.put('/users/:email/nickname', async ({ params, body }, response) => {
    await statements.rename(pages, params.email, String(body.nickname))
    response.status(204).end()
  })
  app.get('/users/:email/reviews', async ({ params }, response) => {
    response.json(await statements.reviewsOf(pages, params.email))
  })
  app.use(unexpected)
  return serveOnLoopback(app)
}
