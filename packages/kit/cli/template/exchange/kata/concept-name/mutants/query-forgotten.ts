// Fails: keeps the query as it was sent
// request.path has no query.
import type { Request, Response } from 'express'

export function move(request: Request, response: Response): void {
  response.redirect(308, `/v2/orders${request.path}`)
}
