// 301, the redirect that comes to mind first. A client may send its POST on as a GET without a body,
// and fetch, browsers and curl -L do.
import type { Request, Response } from 'express'

export function movedPermanently(request: Request, response: Response): void {
  response.redirect(301, `/v2/orders${request.url}`)
}
