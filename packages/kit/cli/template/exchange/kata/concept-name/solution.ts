import type { Request, Response } from 'express'

export function move(request: Request, response: Response): void {
  // 308 forbids the client to change the method. request.url is what comes after /orders, with the query.
  response.redirect(308, `/v2/orders${request.url}`)
}
