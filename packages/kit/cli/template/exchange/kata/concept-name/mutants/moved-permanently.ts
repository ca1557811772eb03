// Fails: delivers an order with its body
// Permanent, but the client may send the POST on as a GET.
import type { Request, Response } from 'express'

export function move(request: Request, response: Response): void {
  response.redirect(301, `/v2/orders${request.url}`)
}
