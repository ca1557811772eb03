// 308: like 301, but method and body stay. A client may keep the new address for ever.
import type { Request, Response } from 'express'

export function permanentRedirect(request: Request, response: Response): void {
  response.redirect(308, `/v2/orders${request.url}`)
}
