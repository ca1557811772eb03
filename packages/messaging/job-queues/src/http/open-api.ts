import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import type { LoopbackServer } from '@lab/wire/serve-on-loopback'
import express from 'express'
import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import type { Pool } from 'pg'
import { isAddress } from '../queue/add.ts'

export interface Means {
  pool: Pool
  mailUrl: string
}

/** One way to answer `POST /orders`, once the address is known to be one. */
export type PlaceOrder = (means: Means, email: string, response: Response) => Promise<void>

/** Starts an API with one way to place orders, on a free port of loopback. */
export function openApi(means: Means, placeOrder: PlaceOrder): Promise<LoopbackServer> {
  return serveOnLoopback(
    express()
      .use(express.json())
      .post('/orders', async ({ body }, response) => {
        const { email } = (body ?? {}) as { email?: unknown }
        if (isAddress(email)) return placeOrder(means, email, response)
        response.status(400).json({ error: 'email must be an address' })
      })
      .get('/jobs/:id', showJob(means))
      .use(lastResort),
  )
}

const showJob =
  ({ pool }: Means): RequestHandler<{ id: string }> =>
  async (request, response) => {
    const { id } = request.params
    const isId = /^\d{1,9}$/.test(id)
    const { rows } = isId
      ? await pool.query('select state, attempt from jobs where id = $1', [id])
      : { rows: [] }
    if (rows.length === 0) return void response.status(404).json({ error: 'no such job' })
    response.json(rows[0])
  }

// What the client sent wrongly has a status of its own; all else is the server's fault.
const lastResort: ErrorRequestHandler = (error: { status?: number }, _request, response, _next) => {
  const status = error.status !== undefined && error.status < 500 ? error.status : 500
  response.status(status).json({ error: status === 500 ? 'Internal Server Error' : 'bad request' })
}
