import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import type { LoopbackServer } from '@lab/wire/serve-on-loopback'
import express from 'express'
import type { Request, Response } from 'express'

/** What the old path of the shop answers: `request.url` is what comes after `/orders`. */
export type Move = (request: Request, response: Response) => void

/** A request that has reached the new path. */
export interface Arrived {
  method: string
  url: string
  body: string
  authorization: string | undefined
}

export interface Shop extends LoopbackServer {
  readonly arrived: Arrived[]
}

/** Starts an Express application whose `/orders` has moved to `/v2/orders`, on a free port of loopback. */
export async function openShop(move: Move): Promise<Shop> {
  const arrived: Arrived[] = []
  const app = express()
  app.use(express.text({ type: 'application/json' }))
  app.use('/v2/orders', (request, response) => {
    const { method, url } = request
    const body = typeof request.body === 'string' ? request.body : ''
    arrived.push({ method, url, body, authorization: request.get('Authorization') })
    response.status(method === 'POST' ? 201 : 200).json({ orders: arrived.length })
  })
  app.use('/orders', move)
  return { ...(await serveOnLoopback(app)), arrived }
}
