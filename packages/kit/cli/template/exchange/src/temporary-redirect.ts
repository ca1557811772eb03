// 307: method and body stay, and the client asks the old address again next time: each order costs
// a round trip more, and the way back stays open.
import type { Request, Response } from 'express'

export function temporaryRedirect(request: Request, response: Response): void {
  response.redirect(307, `/v2/orders${request.url}`)
}
