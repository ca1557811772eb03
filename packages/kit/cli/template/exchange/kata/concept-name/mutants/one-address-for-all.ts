// Fails: keeps what comes after the path
// Every order is sent on to the list of orders.
import type { Request, Response } from 'express'

export function move(request: Request, response: Response): void {
  response.redirect(308, `/v2/orders/${request.url.slice(request.path.length)}`)
}
