// Fails: delivers an order with its body
// 303 answers a POST that was done with a page to look at: always a GET.
import type { Request, Response } from 'express'

export function move(request: Request, response: Response): void {
  response.redirect(request.method === 'POST' ? 303 : 308, `/v2/orders${request.url}`)
}
